package dev.plenum.bwe.delay;

import java.util.Arrays;

/**
 * Owner: the thread of its estimator. What arrived in the last fifth of a second, counted plainly.
 * While a queue stands it is the share of the link that we get, at once; the smoothed rate needs a
 * second to follow a change. Where a fifth of a second has but a few packets, chance and the gaps
 * between frames would decide over their number: then so far back as there are enough.
 */
final class ArrivalRate {
  private static final int BUCKETS = 13;
  private static final int LEAST_BUCKETS = 4;
  private static final int ENOUGH_PACKETS = 8;
  private static final long BUCKET_NANOS = 50_000_000;

  private final long[] bytes = new long[BUCKETS];
  private final int[] packets = new int[BUCKETS];
  private boolean started;
  private long fromNanos;
  private int bucket;
  private int complete;

  void add(int packetBytes, long arrivalNanos) {
    advance(arrivalNanos);
    bytes[bucket] += packetBytes;
    packets[bucket]++;
  }

  /** Of the complete buckets; 0 as long as there is none. */
  long bps() {
    long sumBytes = 0;
    int sumPackets = 0;
    int counted = 0;
    while (counted < complete && (counted < LEAST_BUCKETS || sumPackets < ENOUGH_PACKETS)) {
      counted++;
      int slot = Math.floorMod(bucket - counted, BUCKETS);
      sumBytes += bytes[slot];
      sumPackets += packets[slot];
    }
    return counted == 0 ? 0 : sumBytes * 8_000_000_000L / (counted * BUCKET_NANOS);
  }

  void reset() {
    Arrays.fill(bytes, 0);
    Arrays.fill(packets, 0);
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
      packets[bucket] = 0;
      complete = Math.min(complete + 1, BUCKETS - 1);
    }
  }
}
