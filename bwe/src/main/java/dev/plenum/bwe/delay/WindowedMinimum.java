package dev.plenum.bwe.delay;

import java.util.Arrays;

/** Owner: the thread of its estimator. The least of the values of a sliding window of time. */
final class WindowedMinimum {
  private final long[] minima;
  private final int[] bursts;
  private final long bucketNanos;
  private long bucketFromNanos;
  private int bucket;
  private boolean started;

  WindowedMinimum(int buckets, long bucketNanos) {
    this.minima = new long[buckets];
    this.bursts = new int[buckets];
    this.bucketNanos = bucketNanos;
    reset();
  }

  void add(long value, long atNanos) {
    add(value, true, atNanos);
  }

  /**
   * @param ofNewBurst whether this is another chance than the value before, such as one of a burst
   *     of packets that share their fate
   */
  void add(long value, boolean ofNewBurst, long atNanos) {
    advance(atNanos);
    minima[bucket] = Math.min(minima[bucket], value);
    bursts[bucket] += ofNewBurst ? 1 : 0;
  }

  /** {@link Long#MAX_VALUE} if the window is empty. */
  long minimum() {
    return minimum(minima.length, 0);
  }

  /**
   * Of the latest buckets, the open one among them, and those before them until there are so many
   * bursts. {@link Long#MAX_VALUE} if all of them have fewer.
   */
  long minimum(int leastBuckets, int leastBursts) {
    long least = Long.MAX_VALUE;
    int seen = 0;
    for (int i = 0; i < minima.length && (i < leastBuckets || seen < leastBursts); i++) {
      int slot = Math.floorMod(bucket - i, minima.length);
      least = Math.min(least, minima[slot]);
      seen += bursts[slot];
    }
    return seen < leastBursts ? Long.MAX_VALUE : least;
  }

  void reset() {
    Arrays.fill(minima, Long.MAX_VALUE);
    Arrays.fill(bursts, 0);
    started = false;
  }

  private void advance(long atNanos) {
    if (!started || atNanos - bucketFromNanos >= bucketNanos * minima.length * 2) {
      reset();
      started = true;
      bucketFromNanos = atNanos;
      return;
    }
    while (atNanos - bucketFromNanos >= bucketNanos) {
      bucketFromNanos += bucketNanos;
      bucket = (bucket + 1) % minima.length;
      minima[bucket] = Long.MAX_VALUE;
      bursts[bucket] = 0;
    }
  }
}
