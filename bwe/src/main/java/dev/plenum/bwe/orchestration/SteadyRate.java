package dev.plenum.bwe.orchestration;

/**
 * An estimate without its small movements. It falls at once, so that nobody's network is asked for
 * more than it carries; it rises at once by much, and by little only to what has stood for a time.
 */
final class SteadyRate {
  private static final double MUCH = 1.15;
  private static final long STANDS_NANOS = 10_000_000_000L;

  private long steadyBps;
  private long lowestSinceBps;
  private long sinceNanos;

  SteadyRate(long bps, long nowNanos) {
    set(bps, bps, nowNanos);
  }

  /** Takes in the present estimate and returns the steady one. */
  long follow(long bps, long nowNanos) {
    lowestSinceBps = Math.min(lowestSinceBps, bps);
    if (bps < steadyBps || bps > steadyBps * MUCH) {
      set(bps, bps, nowNanos);
    } else if (nowNanos - sinceNanos >= STANDS_NANOS) {
      set(lowestSinceBps, bps, nowNanos);
    }
    return steadyBps;
  }

  private void set(long bps, long latestBps, long nowNanos) {
    steadyBps = bps;
    lowestSinceBps = latestBps;
    sinceNanos = nowNanos;
  }
}
