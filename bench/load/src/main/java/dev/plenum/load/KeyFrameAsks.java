package dev.plenum.load;

import java.util.concurrent.TimeUnit;
import org.agrona.collections.LongArrayList;

/** When the server asked a publisher for key frames, in ascending order. */
final class KeyFrameAsks {
  /**
   * Of two that were sent a second apart the first may be taken later by this much, where server
   * and generator share a machine: a second of the server's is a little less of ours.
   */
  private static final long JITTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1) - JITTER_NANOS;

  private final LongArrayList nanos = new LongArrayList();

  synchronized void add(long nowNanos) {
    nanos.addLong(nowNanos);
  }

  /** How many there were since then. */
  synchronized int since(long fromNanos) {
    return nanos.size() - firstSince(fromNanos);
  }

  /** The most that came in any second since then. */
  synchronized int mostInASecond(long fromNanos) {
    int most = 0;
    int oldest = firstSince(fromNanos);
    for (int i = oldest; i < nanos.size(); i++) {
      while (nanos.getLong(i) - nanos.getLong(oldest) >= SECOND_NANOS) {
        oldest++;
      }
      most = Math.max(most, i - oldest + 1);
    }
    return most;
  }

  private int firstSince(long fromNanos) {
    int first = 0;
    while (first < nanos.size() && nanos.getLong(first) - fromNanos < 0) {
      first++;
    }
    return first;
  }
}
