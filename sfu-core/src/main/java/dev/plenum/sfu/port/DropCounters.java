package dev.plenum.sfu.port;

import java.util.EnumMap;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Drops by reason; any thread may count and read. */
final class DropCounters<R extends Enum<R>> {
  private final EnumMap<R, LongAdder> counts;

  DropCounters(Class<R> reasons) {
    counts = new EnumMap<>(reasons);
    for (R reason : reasons.getEnumConstants()) {
      counts.put(reason, new LongAdder());
    }
  }

  void count(R reason) {
    count(reason, 1);
  }

  void count(R reason, long drops) {
    counter(reason).add(drops);
  }

  long drops(R reason) {
    return counter(reason).sum();
  }

  private LongAdder counter(R reason) {
    return Objects.requireNonNull(counts.get(reason));
  }
}
