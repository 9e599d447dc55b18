package dev.plenum.sfu.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Owner: one loop. The downlinks on which something waits for its turn; others cost nothing.
 *
 * <p>What one batch of datagrams brings for a downlink is served together, after the batch: the
 * packets of a frame then leave for one receiver one behind the other, as one run of the port.
 */
public final class PacingTurns {

  /** Turns so near to each other are served together; less than a burst of the pacers. */
  private static final long SPACING_NANOS = 1_000_000;

  private final ArrayDeque<Downlink> offered = new ArrayDeque<>();
  private final List<Downlink> waiting = new ArrayList<>();
  private long nextNanos;
  private long servedNanos;

  /** Something was offered on a downlink, for the first time since it was served. */
  void offered(Downlink downlink) {
    offered.add(downlink);
  }

  /** A downlink that is not waiting yet has something to send, not before this time. */
  void add(Downlink downlink) {
    waiting.add(downlink);
    expect(downlink.nextTurnNanos());
  }

  /** One that is waiting wants its turn by this time. */
  void expect(long turnNanos) {
    long soonestNanos = servedNanos + SPACING_NANOS;
    long dueNanos = turnNanos - soonestNanos < 0 ? soonestNanos : turnNanos;
    if (waiting.size() == 1 || dueNanos - nextNanos < 0) {
      nextNanos = dueNanos;
    }
  }

  /** How long until {@link #serve} is to be called, {@code mostNanos} at most. */
  public long idleNanos(long mostNanos, long nowNanos) {
    return waiting.isEmpty() ? mostNanos : Math.min(mostNanos, nextNanos - nowNanos);
  }

  /**
   * Sends what was offered, as far as it may leave, to some of those who have waited longest for
   * it.
   *
   * @param most how many of them
   */
  public void serveOffered(int most, long nowNanos) {
    for (int served = 0; served < most && !offered.isEmpty(); served++) {
      offered.removeFirst().serve(nowNanos);
    }
  }

  /** Whether something was offered that has not been served yet. */
  public boolean hasOffers() {
    return !offered.isEmpty();
  }

  /** Sends what was offered, as far as it may leave, and what has fallen due. */
  public void serve(long nowNanos) {
    serveOffered(Integer.MAX_VALUE, nowNanos);
    serveDue(nowNanos);
  }

  /** Sends what has waited for its turn and may leave now. */
  public void serveDue(long nowNanos) {
    if (!waiting.isEmpty() && nextNanos - nowNanos <= 0) {
      serveWaiting(nowNanos);
    }
  }

  private void serveWaiting(long nowNanos) {
    servedNanos = nowNanos;
    long nearestNanos = nowNanos + Long.MAX_VALUE / 2;
    for (int i = waiting.size() - 1; i >= 0; i--) {
      Downlink downlink = waiting.get(i);
      if (downlink.nextTurnNanos() - nowNanos <= 0) {
        downlink.serve(nowNanos);
      }
      if (!downlink.isWaiting()) {
        waiting.set(i, waiting.getLast());
        waiting.removeLast();
        downlink.left();
      } else if (downlink.nextTurnNanos() - nearestNanos < 0) {
        nearestNanos = downlink.nextTurnNanos();
      }
    }
    nextNanos = nearestNanos;
  }
}
