package dev.plenum.sfu.transport;

import java.util.ArrayList;
import java.util.List;

/** Owner: one loop. The downlinks on which something waits for its turn; others cost nothing. */
public final class PacingTurns {

  /** Turns so near to each other are served together; less than a burst of the pacers. */
  private static final long SPACING_NANOS = 1_000_000;

  private final List<Downlink> waiting = new ArrayList<>();
  private long nextNanos;
  private long servedNanos;

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

  /** Sends what has fallen due. */
  public void serve(long nowNanos) {
    if (waiting.isEmpty() || nextNanos - nowNanos > 0) {
      return;
    }
    servedNanos = nowNanos;
    long nearestNanos = nowNanos + Long.MAX_VALUE / 2;
    for (int i = waiting.size() - 1; i >= 0; i--) {
      Downlink downlink = waiting.get(i);
      if (downlink.nextTurnNanos() - nowNanos <= 0) {
        downlink.turn(nowNanos);
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
