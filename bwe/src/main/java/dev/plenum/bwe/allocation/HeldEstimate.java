package dev.plenum.bwe.allocation;

/**
 * The part of a receiver's estimate that has stood for a while. Belongs to its {@link Allocator}.
 *
 * <p>It falls with the estimate at once. It rises to the lowest estimate of a hold time, or at once
 * where a probe has shown that the network carries it. After a rise that the network did not bear,
 * the hold time doubles and probes are not taken at their word, until there was peace for a time or
 * a probe shows half as much again as was too much: that is another network.
 *
 * <pre>
 *  estimate  ──┐       ┌───┐ ┌────────────
 *              │       │   └─┘
 *              └───────┘              ┌───
 *  held      ──┐             ┌────────┘
 *              └─────────────┘
 *                      |hold |  hold  |
 * </pre>
 */
final class HeldEstimate {
  private static final long SHORTEST_HOLD_NANOS = 1_000_000_000L;
  private static final long LONGEST_HOLD_NANOS = 8_000_000_000L;
  private static final long PEACE_NANOS = 30_000_000_000L;
  private static final double BEYOND_DOUBT = 1.5;

  private boolean started;
  private long heldBps;
  private long lowestSinceBps;
  private long sinceNanos;
  private long holdNanos = SHORTEST_HOLD_NANOS;
  private long doubtedNanos;
  private long doubtedBps;

  void update(long bps, boolean probed, long nowNanos) {
    boolean beyondDoubt = probed && bps >= BEYOND_DOUBT * doubtedBps;
    if (isDoubted() && (beyondDoubt || nowNanos - doubtedNanos >= PEACE_NANOS)) {
      holdNanos = SHORTEST_HOLD_NANOS;
    }
    if (!started || bps <= heldBps || (probed && !isDoubted())) {
      started = true;
      hold(bps, bps, nowNanos);
      return;
    }
    lowestSinceBps =
        lowestSinceBps > heldBps ? Math.min(lowestSinceBps, bps) : begin(bps, nowNanos);
    if (nowNanos - sinceNanos >= holdNanos) {
      hold(lowestSinceBps, bps, nowNanos);
    }
  }

  /** A rise to so much was followed by congestion. */
  void doubt(long bps, long nowNanos) {
    doubtedBps = bps;
    holdNanos = Math.min(2 * holdNanos, LONGEST_HOLD_NANOS);
    doubtedNanos = nowNanos;
  }

  long bps() {
    return heldBps;
  }

  private boolean isDoubted() {
    return holdNanos > SHORTEST_HOLD_NANOS;
  }

  private long begin(long bps, long nowNanos) {
    sinceNanos = nowNanos;
    return bps;
  }

  private void hold(long bps, long latestBps, long nowNanos) {
    heldBps = bps;
    lowestSinceBps = latestBps;
    sinceNanos = nowNanos;
  }
}
