package dev.plenum.sfu.stream;

/**
 * Whether packets are lost on a way often enough to plan for it. Belongs to the stream whose
 * packets they are.
 */
final class RecentLosses {
  /** So many in a row, each soon after the one before, are no accident. */
  static final int MANY = 5;

  static final long SOON_NANOS = 10_000_000_000L;

  /** As libwebrtc's jitter_estimator.cc: kNackCountTimeout. */
  static final long FORGOTTEN_NANOS = 60_000_000_000L;

  private int count;
  private long latestNanos;

  void lost(long nowNanos) {
    boolean related = areMany(nowNanos) || nowNanos - latestNanos <= SOON_NANOS;
    count = related ? Math.min(count + 1, MANY) : 1;
    latestNanos = nowNanos;
  }

  /** Whether there were many, and the last was not long ago. */
  boolean areMany(long nowNanos) {
    return count == MANY && nowNanos - latestNanos <= FORGOTTEN_NANOS;
  }
}
