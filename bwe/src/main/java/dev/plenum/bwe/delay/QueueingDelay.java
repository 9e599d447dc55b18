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
  private final WindowedMinimum base = new WindowedMinimum(6, 5_000_000_000L);

  void add(long sentNanos, long arrivalNanos) {
    long delayNanos = arrivalNanos - sentNanos;
    recent.add(delayNanos, sentNanos);
    base.add(delayNanos, sentNanos);
  }

  long nanos() {
    long floor = recent.minimum();
    return floor == Long.MAX_VALUE ? 0 : floor - base.minimum();
  }

  void reset() {
    recent.reset();
    base.reset();
  }
}
