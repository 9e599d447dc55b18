package dev.plenum.bwe.estimator;

/**
 * Owner: the thread of its estimator. The last resort: when feedback stays away although packets go
 * out, or comes after seconds, the rate falls by a fifth each second.
 *
 * <p>Constants: libwebrtc, send_side_bandwidth_estimation.cc.
 */
final class RoundTripBackoff {
  private static final long LIMIT_NANOS = 3_000_000_000L;
  private static final long INTERVAL_NANOS = 1_000_000_000L;
  private static final double FACTOR = 0.8;

  private boolean heard;
  private long heardNanos;
  private long roundTripNanos;
  private long loweredNanos;

  void onRoundTrip(long newRoundTripNanos, long nowNanos) {
    heard = true;
    heardNanos = nowNanos;
    roundTripNanos = newRoundTripNanos;
  }

  /**
   * As long as the last feedback is in coming, the round trip is at least that long.
   *
   * @param sentNanos when the last packet was sent
   */
  boolean overLimit(long sentNanos) {
    return heard && Math.max(0, sentNanos - heardNanos) + roundTripNanos > LIMIT_NANOS;
  }

  /** What is left of the rate, or the same while it is no time to lower it. */
  long lower(long bps, long sentNanos, long nowNanos) {
    if (!overLimit(sentNanos) || nowNanos - loweredNanos < INTERVAL_NANOS) {
      return bps;
    }
    loweredNanos = nowNanos;
    return (long) (FACTOR * bps);
  }

  void reset() {
    heard = false;
  }
}
