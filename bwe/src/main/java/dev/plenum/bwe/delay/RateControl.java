package dev.plenum.bwe.delay;

/**
 * Owner: the thread of its estimator. Raises the rate while the delay is quiet, lowers it on
 * over-use: additive increase, multiplicative decrease (draft-ietf-rmcat-gcc-02 section 5.5).
 *
 * <p>Constants: libwebrtc, aimd_rate_control.cc. Where we differ:
 *
 * <ul>
 *   <li>A decrease goes below 0.85 of what arrived by as much as empties the queue in half a
 *       second, and the rate comes back to 0.92 as soon as the queue is empty: 0.85 alone needs two
 *       seconds for a queue of 300 ms, and then many more of careful increase to come back.
 *   <li>What arrived is counted over the last 200 ms, not smoothed, so that one decrease does after
 *       a fall of capacity, and none goes too deep after a rise.
 *   <li>While the queue is short no less is taken for carried than the smoothed rate: frames come
 *       in bursts, of which a fifth of a second has many or few.
 *   <li>An application-limited flow lowers its target by 15%, not to what it happened to send,
 *       while the queue is so short that it may be somebody else's for a moment.
 *   <li>The additive increase is a packet in 200 ms for every flow, whatever its rate and round
 *       trip: that is what makes flows of different round trips even. A flow so slow that this is
 *       much of its rate rises by 15% a second: its queue shows late, and would be long by then.
 * </ul>
 */
final class RateControl {
  private static final double BACKOFF = 0.85;
  private static final double DRAIN_NANOS = 500_000_000;
  private static final double RECOVERY = 0.92;
  private static final double DEEPEST_BACKOFF = 0.5;
  private static final double CONTENDED_BACKOFF = 0.7;
  private static final double GROWTH_PER_SECOND = 1.08;
  private static final double LEAST_GROWTH_BPS = 1_000;
  private static final double OWN_EXCESS = 1.25;
  private static final double OWN_EXCESS_BPS = 100_000;
  private static final double HEADROOM_OVER_ACKNOWLEDGED = 1.5;
  private static final double HEADROOM_BPS = 10_000;
  private static final double PACKET_BITS = 1_200 * 8;
  private static final long RESPONSE_NANOS = 200_000_000;
  private static final double MOST_SHARE_PER_SECOND = 0.15;
  private static final long SOONEST_DECREASE_NANOS = 10_000_000;
  private static final long LATEST_DECREASE_NANOS = 200_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long FULL_FOR_NANOS = 5 * SECOND;
  private static final long MEASURED_FOR_NANOS = 50_000_000;
  private static final long EMPTY_QUEUE_NANOS = 10_000_000;
  private static final long SHORT_QUEUE_NANOS = 20_000_000;

  /** So deep a fall makes a long queue; without one nothing was sent, or the peer was busy. */
  private static final long GAP = 4;

  private static final long FULL_QUEUE_NANOS = 100_000_000;

  /** A queue that stays although we send less is a rival's. */
  private static final long LONGEST_DRAIN_NANOS = 2 * SECOND;

  private final LinkCapacity capacity = new LinkCapacity();
  private final LinkShare share = new LinkShare();
  private final double minBps;
  private final double maxBps;
  private double bps;
  private long updatedNanos;
  private boolean decreased;
  private long decreasedNanos;
  private boolean draining;
  private long queueNanosAtDecrease;
  private long measuredBps;
  private long measuredNanos;

  /** What arrived when the link was last full. */
  private long fullBps;

  RateControl(long startBps, long minBps, long maxBps, long nowNanos) {
    this.minBps = minBps;
    this.maxBps = maxBps;
    reset(startBps, nowNanos);
  }

  void reset(long startBps, long nowNanos) {
    capacity.reset();
    share.reset();
    bps = startBps;
    updatedNanos = nowNanos;
    decreased = false;
    draining = false;
    measuredBps = 0;
  }

  /**
   * A probe was carried at this rate. What it got of a full link is more than flows beside it will
   * leave to us: no more is believed than what we had when the link was full a while ago.
   */
  void probed(long bpsOfProbe, boolean saturated, long nowNanos) {
    boolean lately = decreased && nowNanos - decreasedNanos < FULL_FOR_NANOS;
    double most = saturated && lately ? (double) fullBps : maxBps;
    decreased &= saturated;
    set((long) Math.max(bps, Math.min((double) bpsOfProbe, most)), nowNanos);
  }

  /** The rate is known otherwise. */
  void set(long newBps, long nowNanos) {
    capacity.onProbe(newBps);
    measuredBps = newBps;
    measuredNanos = nowNanos;
    draining = false;
    change((double) newBps, nowNanos);
  }

  void onOveruse(
      AcknowledgedRate acknowledged,
      long queueNanos,
      boolean applicationLimited,
      long roundTripNanos,
      long nowNanos) {
    long arrivedBps = acknowledged.latestBps();
    boolean isGap = GAP * arrivedBps < acknowledged.bps() && queueNanos < FULL_QUEUE_NANOS;
    if (queueNanos < SHORT_QUEUE_NANOS || isGap) {
      arrivedBps = Math.max(arrivedBps, acknowledged.bps());
    }
    if (nowNanos - measuredNanos < MEASURED_FOR_NANOS + roundTripNanos) {
      arrivedBps = Math.max(arrivedBps, measuredBps);
    }
    long pauseNanos = Math.clamp(roundTripNanos, SOONEST_DECREASE_NANOS, LATEST_DECREASE_NANOS);
    if (decreased && nowNanos - decreasedNanos < pauseNanos && arrivedBps > bps / 2) {
      return;
    }
    if (draining && queueNanos < queueNanosAtDecrease && bps < BACKOFF * fullBps) {
      return;
    }
    queueNanosAtDecrease = queueNanos;
    boolean tellsLittle = applicationLimited && queueNanos < FULL_QUEUE_NANOS;
    double carriedBps = tellsLittle || arrivedBps == 0 ? bps : arrivedBps;
    double backoff = Math.clamp(1 - queueNanos / DRAIN_NANOS, DEEPEST_BACKOFF, BACKOFF);
    if (!tellsLittle && arrivedBps > 0) {
      if (arrivedBps < capacity.lowerBps()) {
        capacity.reset();
      }
      capacity.onOveruse(arrivedBps);
    }
    if (!draining) {
      share.onFull(carriedBps);
    }
    draining = true;
    fullBps = (long) carriedBps;
    decreased = true;
    decreasedNanos = nowNanos;
    change(Math.min(bps, carriedBps * backoff), nowNanos);
  }

  /** True once, when the queue of the last over-use is gone. */
  boolean drained(long queueNanos, long nowNanos) {
    if (!draining) {
      return false;
    }
    boolean empty = queueNanos <= EMPTY_QUEUE_NANOS;
    if (!empty && nowNanos - decreasedNanos < LONGEST_DRAIN_NANOS) {
      return false;
    }
    draining = false;
    change(Math.max(bps, (empty ? RECOVERY : BACKOFF) * fullBps), nowNanos);
    return empty;
  }

  /** Clearly more is sent than arrives: whoever else there is, this queue is ours. */
  boolean fillsTheQueue(AcknowledgedRate acknowledged) {
    return bps > OWN_EXCESS * acknowledged.latestBps() + OWN_EXCESS_BPS;
  }

  /** Against a rival: as TCP does, a packet more each round trip, and less after a loss. */
  void contend(AcknowledgedRate acknowledged, boolean lost, long roundTripNanos, long nowNanos) {
    draining = false;
    double seconds = Math.min(nowNanos - updatedNanos, SECOND) / (double) SECOND;
    if (lost && nowNanos - decreasedNanos >= roundTripNanos) {
      decreased = true;
      decreasedNanos = nowNanos;
      change(CONTENDED_BACKOFF * Math.min(bps, (double) acknowledged.bps()), nowNanos);
    } else {
      double roundTripSeconds = Math.max(roundTripNanos, RESPONSE_NANOS) / (double) SECOND;
      change(bps + PACKET_BITS / (roundTripSeconds * roundTripSeconds) * seconds, nowNanos);
    }
  }

  /** Nobody else seems to be on the link. */
  boolean alone() {
    return share.alone();
  }

  boolean draining() {
    return draining;
  }

  void hold(long nowNanos) {
    updatedNanos = nowNanos;
  }

  void increase(long acknowledgedBps, long nowNanos) {
    if (acknowledgedBps > capacity.upperBps()) {
      capacity.reset();
    }
    double seconds = Math.min(nowNanos - updatedNanos, SECOND) / (double) SECOND;
    double growth =
        capacity.known()
            ? additiveBpsPerSecond() * seconds
            : Math.max(
                bps * (Math.pow(GROWTH_PER_SECOND, seconds) - 1), LEAST_GROWTH_BPS * seconds);
    double limit = HEADROOM_OVER_ACKNOWLEDGED * acknowledgedBps + HEADROOM_BPS;
    change(Math.max(bps, Math.min(bps + growth, limit)), nowNanos);
  }

  long bps() {
    return (long) bps;
  }

  /** The same for each flow, so that the small ones come up to the large ones. */
  private double additiveBpsPerSecond() {
    return Math.min(MOST_SHARE_PER_SECOND * bps, PACKET_BITS * SECOND / RESPONSE_NANOS);
  }

  private void change(double newBps, long nowNanos) {
    bps = Math.clamp(newBps, minBps, maxBps);
    updatedNanos = nowNanos;
  }
}
