package dev.plenum.bwe.delay;

import java.util.Arrays;

/**
 * Owner: the thread of its estimator. What arrived in the last fifth of a second, counted plainly.
 * While a queue stands it is the share of the link that we get, at once; the smoothed rate needs a
 * second to follow a change.
 */
final class ArrivalRate {
  private static final int BUCKETS = 5;
  private static final long BUCKET_NANOS = 50_000_000;

  private final long[] bytes = new long[BUCKETS];
  private boolean started;
  private long fromNanos;
  private int bucket;
  private int complete;

  void add(int packetBytes, long arrivalNanos) {
    advance(arrivalNanos);
    bytes[bucket] += packetBytes;
  }

  /** Of the complete buckets; 0 as long as there is none. */
  long bps() {
    long sum = -bytes[bucket];
    for (long each : bytes) {
      sum += each;
    }
    return complete == 0 ? 0 : sum * 8_000_000_000L / (complete * BUCKET_NANOS);
  }

  void reset() {
    Arrays.fill(bytes, 0);
    started = false;
    complete = 0;
  }

  private void advance(long arrivalNanos) {
    if (!started || arrivalNanos - fromNanos >= 2 * BUCKETS * BUCKET_NANOS) {
      reset();
      started = true;
      fromNanos = arrivalNanos;
    }
    while (arrivalNanos - fromNanos >= BUCKET_NANOS) {
      fromNanos += BUCKET_NANOS;
      bucket = (bucket + 1) % BUCKETS;
      bytes[bucket] = 0;
      complete = Math.min(complete + 1, BUCKETS - 1);
    }
  }
}
