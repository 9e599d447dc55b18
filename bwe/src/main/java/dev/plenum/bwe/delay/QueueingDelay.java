package dev.plenum.bwe.delay;

/**
 * Owner: the thread of its estimator. How long packets wait in the network: the least one-way delay
 * of the last moments, less the least of the last half minute. Least, not mean: jitter only adds,
 * so that the floor of the delay is the path and its queue. A burst of packets that left together
 * is one chance however many they are: a busy machine lets all of them wait, at either end, so the
 * last moments last until there are several.
 *
 * <p>The two clocks need not agree, only run at about the same speed.
 */
final class QueueingDelay {
  private static final long BUCKET_NANOS = 50_000_000;
  private static final int LEAST_BUCKETS = 2;
  private static final int MOST_BUCKETS = 12;
  private static final int LEAST_BURSTS = 3;

  /** Single packets say less where the path delays each in its own way: look at more of them. */
  private static final int SPAN_OF_OVERTAKING = 6;

  private final Overtaking overtaking = new Overtaking();
  private final WindowedMinimum recent = new WindowedMinimum(MOST_BUCKETS, BUCKET_NANOS);
  private final WindowedMinimum arrived = new WindowedMinimum(LEAST_BUCKETS, BUCKET_NANOS);
  private final WindowedMinimum base = new WindowedMinimum(6, 5_000_000_000L);

  private boolean started;
  private long burstSentNanos;

  void add(long sentNanos, long arrivalNanos) {
    long delayNanos = arrivalNanos - sentNanos;
    boolean ofNewBurst = !started || sentNanos - burstSentNanos >= ArrivalGroups.GROUP_NANOS;
    if (ofNewBurst) {
      started = true;
      burstSentNanos = sentNanos;
    }
    overtaking.add(sentNanos, arrivalNanos);
    recent.add(delayNanos, ofNewBurst, sentNanos);
    arrived.add(delayNanos, arrivalNanos);
    base.add(delayNanos, sentNanos);
  }

  /** Of what was sent last. */
  long nanos() {
    long buckets = LEAST_BUCKETS + SPAN_OF_OVERTAKING * overtaking.meanNanos() / BUCKET_NANOS;
    return over(recent.minimum((int) Math.min(buckets, MOST_BUCKETS), LEAST_BURSTS));
  }

  /** Of what arrived last. While a queue grows it took longer to arrive than to be sent. */
  long arrivedNanos() {
    return over(arrived.minimum());
  }

  /** A queue as long as this cannot be told from what the path does to single packets. */
  long overtakingNanos() {
    return overtaking.meanNanos();
  }

  private long over(long floor) {
    return floor == Long.MAX_VALUE ? 0 : floor - base.minimum();
  }

  void reset() {
    started = false;
    overtaking.reset();
    recent.reset();
    arrived.reset();
    base.reset();
  }
}
