package dev.plenum.signaling.websocket;

/** Allows a rate, and bursts above it. Owner: whoever counts by it. */
final class TokenBucket {

  private static final long SECOND_NANOS = 1_000_000_000;

  private final int burst;
  private final long intervalNanos;
  private long tokens;
  private long filledNanos;

  TokenBucket(int perSecond, int burst, long nowNanos) {
    this.burst = burst;
    this.intervalNanos = SECOND_NANOS / perSecond;
    this.tokens = burst;
    this.filledNanos = nowNanos;
  }

  /** Takes one, unless there is none. */
  boolean take(long nowNanos) {
    long earned = (nowNanos - filledNanos) / intervalNanos;
    if (earned > 0) {
      tokens = Math.min(burst, tokens + earned);
      filledNanos += earned * intervalNanos;
    }
    if (tokens == 0) {
      return false;
    }
    tokens--;
    return true;
  }

  /** When there will be one, in milliseconds, at least one. */
  long retryMs(long nowNanos) {
    return Math.max(1, (filledNanos + intervalNanos - nowNanos) / 1_000_000);
  }
}
