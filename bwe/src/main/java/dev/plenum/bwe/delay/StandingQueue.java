package dev.plenum.bwe.delay;

/**
 * Owner: the thread of its estimator. Tells what a queue is that has not been empty for seconds
 * although we backed off. If it moves, a rival keeps it, such as a bulk transfer by TCP: yielding
 * to each rise of the delay would mean yielding everything, so that Copa (NSDI 2018) switches to
 * the rival's rules likewise. If it does not move, it is no queue: the path has become longer.
 */
final class StandingQueue {
  private static final long PATIENCE_NANOS = 4_000_000_000L;
  private static final long WATCH_NANOS = 2_000_000_000L;
  private static final long MOVES_NANOS = 15_000_000;

  /** With such a queue no call works, whatever its share. */
  private static final long WORTHLESS_NANOS = 500_000_000;

  private boolean backedOff;
  private long backedOffNanos;
  private long leastNanos;
  private long mostNanos;
  private boolean contended;
  private boolean longerPath;

  void onBackoff(long nowNanos) {
    if (!backedOff) {
      backedOff = true;
      backedOffNanos = nowNanos;
      leastNanos = Long.MAX_VALUE;
      mostNanos = 0;
    }
  }

  void update(long queueNanos, boolean empty, long nowNanos) {
    if (empty) {
      reset();
    } else if (backedOff && !contended) {
      watch(queueNanos, nowNanos - backedOffNanos);
    }
  }

  boolean contended() {
    return contended;
  }

  /** Once. */
  boolean pathIsLonger() {
    boolean longer = longerPath;
    longerPath = false;
    return longer;
  }

  void reset() {
    backedOff = false;
    contended = false;
    longerPath = false;
  }

  private void watch(long queueNanos, long sinceNanos) {
    if (sinceNanos >= WATCH_NANOS) {
      leastNanos = Math.min(leastNanos, queueNanos);
      mostNanos = Math.max(mostNanos, queueNanos);
    }
    if (sinceNanos >= PATIENCE_NANOS) {
      longerPath = mostNanos - leastNanos < MOVES_NANOS;
      contended = !longerPath && queueNanos < WORTHLESS_NANOS;
      backedOff = false;
    }
  }
}
