package dev.plenum.load;

import java.util.stream.LongStream;

/** How times spread. In milliseconds. */
final class Spread {
  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] sortedNanos;

  Spread(LongStream nanos) {
    sortedNanos = nanos.sorted().toArray();
  }

  int count() {
    return sortedNanos.length;
  }

  /** The least time that this share of all does not exceed; NaN if there is none. */
  double percentile(double share) {
    if (sortedNanos.length == 0) {
      return Double.NaN;
    }
    int place = (int) Math.ceil(share * sortedNanos.length) - 1;
    return sortedNanos[Math.max(0, place)] / NANOS_PER_MILLI;
  }

  /** Median, 95th percentile and the longest. */
  @Override
  public String toString() {
    return "%.0f / %.0f / %.0f ms".formatted(percentile(0.5), percentile(0.95), percentile(1));
  }
}
