package dev.plenum.sfu.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Owner: one loop. The downlinks that are to be served, and those on which something waits for its
 * turn; others cost nothing.
 *
 * <p>What one batch of datagrams brings for a downlink is served together, after the batch: the
 * packets of a frame then leave for one receiver one behind the other, as one run of the port.
 */
public final class PacingTurns {

  /** Turns so near to each other are served together; less than a burst of the pacers. */
  private static final long SPACING_NANOS = 1_000_000;

  private final ArrayDeque<Downlink> called = new ArrayDeque<>();
  private final List<Downlink> waiting = new ArrayList<>();
  private long nextNanos;
  private long calledNanos;

  /** A downlink that is not called yet is to be served. */
  void call(Downlink downlink) {
    called.add(downlink);
  }

  /** A downlink that is not waiting yet has something to send, not before its next turn. */
  void add(Downlink downlink) {
    waiting.add(downlink);
    expect(downlink.nextTurnNanos());
  }

  /** One that is waiting wants its turn by this time. */
  void expect(long turnNanos) {
    long soonestNanos = calledNanos + SPACING_NANOS;
    long dueNanos = turnNanos - soonestNanos < 0 ? soonestNanos : turnNanos;
    if (waiting.size() == 1 || dueNanos - nextNanos < 0) {
      nextNanos = dueNanos;
    }
  }

  /** How long until {@link #callDue} is to be called, {@code mostNanos} at most. */
  public long idleNanos(long mostNanos, long nowNanos) {
    return waiting.isEmpty() ? mostNanos : Math.min(mostNanos, nextNanos - nowNanos);
  }

  /** Whether somebody is to be served. */
  public boolean isCalled() {
    return !called.isEmpty();
  }

  /** Serves those who were called first. */
  public void serve(int most, long nowNanos) {
    for (int served = 0; served < most && !called.isEmpty(); served++) {
      called.removeFirst().serve(nowNanos);
    }
  }

  /** Those whose turn has come are to be served, too. */
  public void callDue(long nowNanos) {
    if (!waiting.isEmpty() && nextNanos - nowNanos <= 0) {
      calledNanos = nowNanos;
      callWaiting(nowNanos);
    }
  }

  private void callWaiting(long nowNanos) {
    long nearestNanos = nowNanos + Long.MAX_VALUE / 2;
    for (int i = waiting.size() - 1; i >= 0; i--) {
      Downlink downlink = waiting.get(i);
      long turnNanos = downlink.nextTurnNanos();
      boolean isDue = downlink.isWaiting() && turnNanos - nowNanos <= 0;
      if (isDue) {
        downlink.call();
      }
      if (isDue || !downlink.isWaiting()) {
        waiting.set(i, waiting.getLast());
        waiting.removeLast();
        downlink.left();
      } else if (turnNanos - nearestNanos < 0) {
        nearestNanos = turnNanos;
      }
    }
    nextNanos = nearestNanos;
  }
}
