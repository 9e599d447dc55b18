package dev.plenum.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run beside an earlier one, by the ratios of both to their baselines. */
final class Comparison {
  /** What chance and other machines do to a ratio. */
  private static final double TOLERANCE = 0.10;

  /** Less than the smallest object there is. */
  private static final double MOST_GARBAGE_BYTES = 1;

  /** What JMH itself leaves behind while it measures: some 10 KB a second. */
  private static final double JMH_GARBAGE_BYTES_PER_NANO = 20_000 / 1e9;

  /** The JDK's ciphers and sockets make some, and so does other people's code. */
  private static final Set<String> OTHERS =
      Set.of(Protection.JCE, Protection.JITSI, Sending.CHANNEL, Sending.NETTY, Sending.NETTY_RUNS);

  private final Scores now;
  private final @Nullable Scores before;

  Comparison(Scores now, @Nullable Scores before) {
    this.now = now;
    this.before = before;
  }

  /** A line for each score. */
  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(row("benchmark", "ns", "±", "garbage B", "of baseline", "before"));
    for (Score score : now.scores()) {
      lines.add(
          row(
              score.benchmark() + " " + String.join(", ", score.parameters().values()),
              number(score.nanos()),
              number(score.spreadNanos()),
              number(score.garbageBytes()),
              now.ratio(score).map(Comparison::number).orElse(""),
              ratioBefore(score).map(Comparison::number).orElse("")));
    }
    return lines;
  }

  /** A sentence for each score that is worse than it may be. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (Score score : now.scores()) {
      String name = score.benchmark() + " " + score.parameters();
      if (makesNoGarbage(score) && score.garbageBytes() >= mostGarbageBytes(score)) {
        complaints.add(name + " leaves " + number(score.garbageBytes()) + " bytes of garbage");
      }
      double ratio = now.ratio(score).orElse(0.0);
      double ratioBefore = ratioBefore(score).orElse(Double.MAX_VALUE);
      if (ratio > ratioBefore * (1 + TOLERANCE)) {
        complaints.add(
            name
                + " takes "
                + number(ratio)
                + " times its baseline, and took "
                + number(ratioBefore));
      }
    }
    return complaints;
  }

  private Optional<Double> ratioBefore(Score score) {
    Scores earlier = before;
    return earlier == null
        ? Optional.empty()
        : earlier.find(score.benchmark(), score.parameters()).flatMap(earlier::ratio);
  }

  private static double mostGarbageBytes(Score score) {
    return MOST_GARBAGE_BYTES + score.nanos() * JMH_GARBAGE_BYTES_PER_NANO;
  }

  private static boolean makesNoGarbage(Score score) {
    return score.parameters().values().stream().noneMatch(OTHERS::contains);
  }

  private static String row(
      String name, String nanos, String spread, String garbage, String ratio, String before) {
    return String.format(
            Locale.ROOT,
            "%-64s %10s %8s %10s %12s %8s",
            name,
            nanos,
            spread,
            garbage,
            ratio,
            before)
        .stripTrailing();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }
}
