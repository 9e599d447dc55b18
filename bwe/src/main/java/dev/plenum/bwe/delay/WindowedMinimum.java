package dev.plenum.bwe.delay;

import java.util.Arrays;

/** Owner: the thread of its estimator. The least of the values of a sliding window of time. */
final class WindowedMinimum {
  private final long[] minima;
  private final long bucketNanos;
  private long bucketFromNanos;
  private int bucket;
  private boolean started;

  WindowedMinimum(int buckets, long bucketNanos) {
    this.minima = new long[buckets];
    this.bucketNanos = bucketNanos;
    reset();
  }

  void add(long value, long atNanos) {
    advance(atNanos);
    minima[bucket] = Math.min(minima[bucket], value);
  }

  /** {@link Long#MAX_VALUE} if the window is empty. */
  long minimum() {
    return minimum(minima.length);
  }

  /** Of the latest buckets, the open one among them. */
  long minimum(int buckets) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < buckets; i++) {
      least = Math.min(least, minima[Math.floorMod(bucket - i, minima.length)]);
    }
    return least;
  }

  void reset() {
    Arrays.fill(minima, Long.MAX_VALUE);
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
    }
  }
}
