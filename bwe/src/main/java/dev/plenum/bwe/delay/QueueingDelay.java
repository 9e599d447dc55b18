package dev.plenum.bwe.delay;

/**
 * Owner: the thread of its estimator. How long packets wait in the network: the least one-way delay
 * of the last moments, less the least of the last half minute. Least, not mean: jitter only adds,
 * so that the floor of the delay is the path and its queue.
 *
 * <p>The two clocks need not agree, only run at about the same speed.
 */
final class QueueingDelay {
  private final WindowedMinimum recent = new WindowedMinimum(2, 50_000_000);
  private final WindowedMinimum arrived = new WindowedMinimum(2, 50_000_000);
  private final WindowedMinimum base = new WindowedMinimum(6, 5_000_000_000L);

  void add(long sentNanos, long arrivalNanos) {
    long delayNanos = arrivalNanos - sentNanos;
    recent.add(delayNanos, sentNanos);
    arrived.add(delayNanos, arrivalNanos);
    base.add(delayNanos, sentNanos);
  }

  /** Of what was sent last. */
  long nanos() {
    return over(recent.minimum());
  }

  /** Of what arrived last. While a queue grows it took longer to arrive than to be sent. */
  long arrivedNanos() {
    return over(arrived.minimum());
  }

  private long over(long floor) {
    return floor == Long.MAX_VALUE ? 0 : floor - base.minimum();
  }

  void reset() {
    recent.reset();
    arrived.reset();
    base.reset();
  }
}
