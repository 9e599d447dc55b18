package dev.plenum.bwe.pacing;

/**
 * Owner: its pacer. A virtual clock that says when all that was sent would have left at the pacing
 * rate. When it is reached a burst may begin, which goes on until the clock is a burst ahead.
 */
final class Budget {
  /** What would be made up for a longer halt is a burst that fills the network's queue. */
  private static final long MOST_MADE_UP_NANOS = 50_000_000;

  private long burstNanos;
  private long drainedNanos;
  private boolean burstOpen;

  Budget(long burstNanos, long nowNanos) {
    this.burstNanos = burstNanos;
    this.drainedNanos = nowNanos;
  }

  /** What leaves at once from now on, in time at the pacing rate. */
  void burst(long nanos) {
    burstNanos = nanos;
  }

  /** A burst closes at the first packet that is too much for it. */
  boolean allows(long costNanos, long nowNanos) {
    if (isDrained(nowNanos)) {
      return true;
    }
    burstOpen &= drainedNanos + costNanos - nowNanos <= burstNanos;
    return burstOpen;
  }

  /**
   * A turn that comes later than a burst takes makes up for what it missed.
   *
   * @param sinceNanos from when on the packet has waited
   */
  void spend(long costNanos, long sinceNanos, long nowNanos) {
    if (isDrained(nowNanos)) {
      burstOpen = true;
      long dueNanos = sinceNanos - drainedNanos > 0 ? sinceNanos : drainedNanos;
      long lateNanos = Math.min(nowNanos - dueNanos, MOST_MADE_UP_NANOS);
      drainedNanos = lateNanos > burstNanos ? nowNanos - lateNanos : nowNanos;
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
