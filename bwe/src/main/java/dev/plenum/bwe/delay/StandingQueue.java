package dev.plenum.bwe.delay;

/**
 * Owner: the thread of its estimator. Tells whether somebody else keeps the queue: one that has not
 * been empty for seconds although we backed off. Against such a rival, a bulk transfer by TCP,
 * yielding to each rise of the delay means yielding everything; Copa (NSDI 2018) switches to the
 * rival's rules likewise.
 */
final class StandingQueue {
  private static final long PATIENCE_NANOS = 4_000_000_000L;

  private boolean backedOff;
  private long backedOffNanos;
  private boolean contended;

  void onBackoff(long nowNanos) {
    if (!backedOff) {
      backedOff = true;
      backedOffNanos = nowNanos;
    }
  }

  void update(boolean empty, long nowNanos) {
    if (empty) {
      reset();
    } else if (backedOff && nowNanos - backedOffNanos >= PATIENCE_NANOS) {
      contended = true;
    }
  }

  boolean contended() {
    return contended;
  }

  void reset() {
    backedOff = false;
    contended = false;
  }
}
