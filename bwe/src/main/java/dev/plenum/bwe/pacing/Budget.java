package dev.plenum.bwe.pacing;

/**
 * Owner: its pacer. A virtual clock that says when all that was sent would have left at the pacing
 * rate. When it is reached a burst may begin, which goes on until the clock is a burst ahead.
 */
final class Budget {
  private final long burstNanos;
  private long drainedNanos;
  private boolean burstOpen;

  Budget(long burstNanos, long nowNanos) {
    this.burstNanos = burstNanos;
    this.drainedNanos = nowNanos;
  }

  /** A burst closes at the first packet that is too much for it. */
  boolean allows(long costNanos, long nowNanos) {
    if (isDrained(nowNanos)) {
      return true;
    }
    burstOpen &= drainedNanos + costNanos - nowNanos <= burstNanos;
    return burstOpen;
  }

  void spend(long costNanos, long nowNanos) {
    if (isDrained(nowNanos)) {
      burstOpen = true;
      drainedNanos = nowNanos;
    }
    drainedNanos += costNanos;
  }

  /** When a packet may leave that was not allowed, or may not have been asked for, yet. */
  long nextNanos(long nowNanos) {
    return burstOpen ? nowNanos : drainedNanos;
  }

  private boolean isDrained(long nowNanos) {
    return drainedNanos - nowNanos <= 0;
  }
}
