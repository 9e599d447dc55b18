package dev.plenum.bwe.delay;

/**
 * Owner: the thread of its estimator. The rate that keeps the network's queue short, by the delay
 * of each packet.
 *
 * <p>Where we differ from libwebrtc (delay_based_bwe.cc):
 *
 * <ul>
 *   <li>An over-use counts only while the floor of the delay is up too. Jitter makes slopes but
 *       leaves the floor where it was, so that a path with jitter is used in full.
 *   <li>How much of a queue is tolerated goes with the inverse of the rate, about a packet of our
 *       own: of flows that share a link the larger backs off sooner, which makes them even (Copa,
 *       NSDI 2018, has its equilibrium by this rule).
 *   <li>A queue of 30 ms is over-use without any slope: twenty groups of a slow flow last too long.
 *   <li>Where packets overtake each other, a queue no longer than what they differ by is tolerated:
 *       it cannot be told from what the path does to each of them.
 *   <li>Packets of a probe leave no mark on the trend. A probe is meant to fill the queue.
 *   <li>Against a rival that keeps the queue, see {@link StandingQueue}, the rate is controlled as
 *       TCP controls it.
 * </ul>
 */
public final class DelayBasedEstimator {
  private static final long STREAM_PAUSE_NANOS = 2_000_000_000;
  private static final long QUEUE_OF_OVERUSE_NANOS = 7_000_000;
  private static final long LONGEST_QUEUE_NANOS = 30_000_000;
  private static final long QUEUE_OF_A_FALL_NANOS = 100_000_000;
  private static final long DEEP_FALL = 5;

  /** Less than that is a packet or two in a while. */
  private static final long LEAST_TELLING_BPS = 200_000;

  private static final long OWN_BITS = 7_200;
  private static final long EMPTIED_NANOS = 30_000_000;
  private static final double OVERTAKING_WEIGHT = 1.5;
  private static final double QUIET = 1.4;
  private static final double JITTER_WEIGHT = 1 / 16.0;

  private final ArrivalGroups groups = new ArrivalGroups();
  private final Trendline trendline = new Trendline();
  private final OveruseDetector detector = new OveruseDetector();
  private final StandingQueue standing = new StandingQueue();
  private final QueueingDelay queueing = new QueueingDelay();
  private final RateControl control;
  private double jitterNanos;
  private boolean overused;
  private boolean heard;
  private long heardNanos;

  public DelayBasedEstimator(long startBps, long minBps, long maxBps, long nowNanos) {
    this.control = new RateControl(startBps, minBps, maxBps, nowNanos);
  }

  public void onPacket(long sentNanos, long arrivalNanos, boolean ofProbe, long nowNanos) {
    if (heard && nowNanos - heardNanos > STREAM_PAUSE_NANOS) {
      forgetTrend();
    }
    heard = true;
    heardNanos = nowNanos;
    queueing.add(sentNanos, arrivalNanos);
    if (ofProbe || !groups.add(sentNanos, arrivalNanos)) {
      return;
    }
    double sentMillis = groups.sentDeltaNanos() / 1e6;
    double arrivalMillis = groups.arrivalDeltaNanos() / 1e6;
    trendline.add(sentMillis, arrivalMillis);
    Usage usage =
        detector.update(trendline.slope(), trendline.samples(), sentMillis, arrivalMillis);
    overused |= usage == Usage.OVER;
    if (usage == Usage.NORMAL) {
      double variation = Math.abs(arrivalMillis - sentMillis) * 1e6;
      jitterNanos += JITTER_WEIGHT * (variation - jitterNanos);
    }
  }

  /**
   * After each feedback message.
   *
   * @return true when the queue of an over-use has just gone: a probe may find what is free now
   */
  public boolean update(
      AcknowledgedRate acknowledged,
      boolean lost,
      boolean applicationLimited,
      long roundTripNanos,
      long nowNanos) {
    long queueNanos = queueNanos(acknowledged);
    long toleratedNanos = toleratedQueueNanos();
    boolean empty = queueNanos <= Math.clamp(toleratedNanos, EMPTIED_NANOS, 2 * EMPTIED_NANOS);
    standing.update(queueNanos, empty, nowNanos);
    if (standing.pathIsLonger()) {
      queueing.reset();
    }
    boolean over = overused && queueNanos > toleratedNanos;
    overused = false;
    if (standing.contended() && !control.fillsTheQueue(acknowledged)) {
      control.contend(acknowledged, lost, roundTripNanos, nowNanos);
      return false;
    }
    boolean tooLong =
        !control.draining() && queueNanos > Math.max(LONGEST_QUEUE_NANOS, 2 * toleratedNanos);
    if (over || tooLong) {
      standing.onBackoff(nowNanos);
      control.onOveruse(acknowledged, queueNanos, applicationLimited, roundTripNanos, nowNanos);
      return false;
    }
    if (control.drained(queueNanos, nowNanos)) {
      return true;
    }
    if (detector.usage() == Usage.NORMAL && !control.draining()) {
      control.increase(acknowledged.bps(), nowNanos);
    } else {
      control.hold(nowNanos);
    }
    return false;
  }

  /** After a deep fall what was sent in 50 ms takes half a second to arrive. */
  private long queueNanos(AcknowledgedRate acknowledged) {
    long arrivedBps = acknowledged.latestBps();
    long arrivedNanos = queueing.arrivedNanos();
    boolean deepFall =
        arrivedBps > LEAST_TELLING_BPS
            && DEEP_FALL * arrivedBps < control.bps()
            && arrivedNanos > QUEUE_OF_A_FALL_NANOS;
    return deepFall ? arrivedNanos : queueing.nanos();
  }

  /** A probe measured this much. */
  public void probed(long bps, boolean saturated, long nowNanos) {
    control.probed(bps, saturated, nowNanos);
  }

  /** Whatever was measured, this is the rate. */
  public void set(long measuredBps, long nowNanos) {
    control.set(measuredBps, nowNanos);
  }

  public void reset(long startBps, long nowNanos) {
    forgetTrend();
    queueing.reset();
    standing.reset();
    jitterNanos = 0;
    control.reset(startBps, nowNanos);
  }

  public long bps() {
    return control.bps();
  }

  public Usage usage() {
    return detector.usage();
  }

  /** No queue, and no sign of one: at a low rate and with jitter, a little looks like a queue. */
  public boolean quiet() {
    return detector.usage() != Usage.OVER
        && !control.draining()
        && queueing.nanos() <= QUIET * toleratedQueueNanos() + jitterNanos / 2;
  }

  /** Somebody else keeps the queue full. */
  public boolean contended() {
    return standing.contended();
  }

  /** Nobody else seems to be on the link, see {@link LinkShare}. */
  public boolean alone() {
    return control.alone();
  }

  public long queueingNanos() {
    return queueing.nanos();
  }

  public long jitterNanos() {
    return (long) jitterNanos;
  }

  /** Less than about a packet of ours waits, or cannot be told: that is no queue, or not ours. */
  private long toleratedQueueNanos() {
    long ownNanos = OWN_BITS * 1_000_000_000L / control.bps();
    return Math.max(
        Math.max(QUEUE_OF_OVERUSE_NANOS, ownNanos),
        (long) (OVERTAKING_WEIGHT * queueing.overtakingNanos()));
  }

  private void forgetTrend() {
    groups.reset();
    trendline.reset();
    detector.reset();
    overused = false;
  }
}
