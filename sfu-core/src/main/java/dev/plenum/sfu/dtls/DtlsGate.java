package dev.plenum.sfu.dtls;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Bounds what handshakes compute, so that three hundred joins leave the loops and the control plane
 * their share: so many at once, and as much in a second as {@link HandshakeBudget} allows; the rest
 * wait in order. A handshake that awaits its peer holds no place. For any thread.
 */
public final class DtlsGate {
  private final Semaphore places;
  private final LongSupplier lagNanos;
  private final HandshakeBudget budget;

  /**
   * @param places handshakes that may compute at once, fewer than there are cores
   * @param lagNanos how late the media loops are; asked at most a hundred times a second
   */
  public DtlsGate(int places, LongSupplier lagNanos) {
    this.places = new Semaphore(places, true);
    this.lagNanos = lagNanos;
    this.budget = new HandshakeBudget(Math.max(1, places), System.nanoTime());
  }

  /** About how many handshakes wait for their turn. */
  public int waiting() {
    return places.getQueueLength();
  }

  /** One handshake's way through the gate, step by step. */
  Turns turns() {
    return new Turns();
  }

  private long waitNanos() {
    synchronized (budget) {
      return budget.waitNanos(System.nanoTime());
    }
  }

  private void spend(long stepNanos, long nowNanos) {
    synchronized (budget) {
      budget.spend(stepNanos, nowNanos);
      if (budget.isReviewDue(nowNanos)) {
        budget.review(lagNanos.getAsLong(), nowNanos);
      }
    }
  }

  /** Owner: the virtual thread of one handshake. */
  final class Turns {
    private long beganNanos;

    /** Waits until a step may be computed. Who was interrupted has only a farewell to say. */
    void begin() {
      places.acquireUninterruptibly();
      long nanos = waitNanos();
      while (nanos > 0 && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(DtlsGate.this, nanos);
        nanos = waitNanos();
      }
      beganNanos = System.nanoTime();
    }

    /** The step is done. */
    void end() {
      long nowNanos = System.nanoTime();
      spend(nowNanos - beganNanos, nowNanos);
      places.release();
    }
  }
}
