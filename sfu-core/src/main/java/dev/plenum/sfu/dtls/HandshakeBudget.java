package dev.plenum.sfu.dtls;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * How much of the machine handshakes may take, by what their steps are measured to cost. While the
 * media loops are served in time, it is as much as the gate's places can compute; where they are
 * late, it is halved, again and again, and given back little by little afterwards.
 *
 * <p>What a step costs is the time that it took, so a step that had to wait for a core counts for
 * more: that, too, says that there are too many. Time comes in. Owner: {@link DtlsGate}, one thread
 * at a time.
 */
final class HandshakeBudget {
  /** A loop that comes so late is disturbed: its timers are 10 ms apart. */
  private static final long LATE_NANOS = MILLISECONDS.toNanos(3);

  /** A loop tells how late it is as often. */
  private static final long REVIEW_NANOS = MILLISECONDS.toNanos(10);

  /** What is not used may be used later, as much as this: some steps in a row. */
  private static final long SAVED_NANOS = MILLISECONDS.toNanos(1);

  /** The least that they get of what their places could compute, however late the loops are. */
  private static final double LEAST = 0.2;

  private static final double LESS = 0.5;
  private static final double MORE = 1.1;

  private final double mostCores;
  private double cores;

  /** Until when what was spent has been given. */
  private long paidNanos;

  private long reviewNanos;

  /**
   * @param places steps that may be computed at once
   */
  HandshakeBudget(int places, long nowNanos) {
    mostCores = places;
    cores = places;
    paidNanos = nowNanos - SAVED_NANOS;
    reviewNanos = nowNanos;
  }

  /** How long the next step has to wait; 0 or less if it may begin. */
  long waitNanos(long nowNanos) {
    return paidNanos - nowNanos;
  }

  /** A step took so long, and has ended. */
  void spend(long stepNanos, long nowNanos) {
    long savedFromNanos = nowNanos - stepNanos - SAVED_NANOS;
    long fromNanos = paidNanos - savedFromNanos < 0 ? savedFromNanos : paidNanos;
    paidNanos = fromNanos + (long) (stepNanos / cores);
  }

  /** Whether it is time to say how late the loops are. */
  boolean isReviewDue(long nowNanos) {
    return reviewNanos - nowNanos <= 0;
  }

  /**
   * @param lagNanos how late the latest of the loops served what was due
   */
  void review(long lagNanos, long nowNanos) {
    reviewNanos = nowNanos + REVIEW_NANOS;
    cores =
        lagNanos > LATE_NANOS
            ? Math.max(LEAST * mostCores, LESS * cores)
            : Math.min(mostCores, MORE * cores);
  }

  /** Cores that they may take on average. */
  double cores() {
    return cores;
  }
}
