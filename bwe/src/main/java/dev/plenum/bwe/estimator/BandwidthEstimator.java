package dev.plenum.bwe.estimator;

import dev.plenum.bwe.delay.AcknowledgedRate;
import dev.plenum.bwe.delay.DelayBasedEstimator;
import dev.plenum.bwe.delay.Usage;
import dev.plenum.bwe.loss.ChanceLoss;
import dev.plenum.bwe.loss.LossBasedEstimator;
import dev.plenum.bwe.loss.ReportedLoss;
import dev.plenum.bwe.probe.ApplicationLimit;
import dev.plenum.bwe.probe.ProbeCluster;
import dev.plenum.bwe.probe.ProbeController;
import dev.plenum.bwe.probe.ProbeMeasurement;
import org.jspecify.annotations.Nullable;

/**
 * Owner: the thread of its transport. How much the network towards one receiver carries, from what
 * its transport-wide feedback tells of each packet
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01): the lower of what delay and what loss
 * allow, and probes for more. Without such feedback, the receiver's own estimate (REMB) and the
 * loss in its reports.
 *
 * <p>Only {@link #pollProbe} and the probes it hands out allocate.
 */
public final class BandwidthEstimator {
  private static final long TICK_NANOS = 100_000_000;
  private static final long FIRST_ROUND_TRIP_NANOS = 100_000_000;

  /** So far above the rate that loss allows is what delay allows where loss may be over. */
  private static final long FAR = 2;

  private final EstimatorConfig config;
  private final SendHistory history = new SendHistory();
  private final MissingPackets missing = new MissingPackets();
  private final AcknowledgedRate acknowledged = new AcknowledgedRate();
  private final DelayBasedEstimator delay;
  private final LossBasedEstimator loss;
  private final ChanceLoss chanceLoss = new ChanceLoss();
  private final ReportedLoss reportedLoss;
  private final ProbeController probes;
  private final ProbeMeasurement measurement = new ProbeMeasurement();
  private final ApplicationLimit applicationLimit;
  private final RoundTripBackoff roundTripBackoff = new RoundTripBackoff();

  private boolean transportFeedback;
  private boolean limited;
  private boolean probing;
  private long latestSentNanos;
  private long rembBps = Long.MAX_VALUE;
  private long roundTripNanos = FIRST_ROUND_TRIP_NANOS;
  private long feedbackNanos;
  private long newestSentNanos;
  private boolean newestKnown;
  private long newestArrivedSentNanos;
  private boolean arrivedKnown;
  private boolean lost;
  private int trial;
  private boolean probed;
  private long targetBps;
  private long deadlineNanos;

  public BandwidthEstimator(EstimatorConfig config, long nowNanos) {
    this.config = config;
    long start = config.startBps();
    delay = new DelayBasedEstimator(start, config.minBps(), config.maxBps(), nowNanos);
    loss = new LossBasedEstimator(start, config.minBps(), config.maxBps());
    reportedLoss = new ReportedLoss(start, config.minBps(), config.maxBps());
    probes = new ProbeController(config.maxBps());
    applicationLimit = new ApplicationLimit(start, nowNanos);
    targetBps = start;
    deadlineNanos = nowNanos + TICK_NANOS;
  }

  /**
   * @param transportSequence 16 bits, as on the wire
   * @param bytes on the wire, with IP and UDP overhead
   * @param probeCluster the cluster that this packet was sent for, 0 for ordinary media
   */
  public void onPacketSent(int transportSequence, int bytes, int probeCluster, long nowNanos) {
    history.add(transportSequence, bytes, probeCluster, nowNanos);
    applicationLimit.onSent(bytes, nowNanos);
    latestSentNanos = nowNanos;
    if (!probing) {
      probes.start(targetBps, nowNanos);
      probing = probes.started();
    }
  }

  /** Opens one feedback message; a call for each packet that it tells of follows, in order. */
  public void beginFeedback(long nowNanos) {
    feedbackNanos = nowNanos;
    newestKnown = false;
    lost = false;
    noteApplicationLimit(nowNanos);
  }

  /** What was sent on purpose below the estimate says little about the rate once it is not. */
  private void noteApplicationLimit(long nowNanos) {
    boolean wasLimited = limited;
    limited = applicationLimit.limited(nowNanos);
    if (wasLimited && !limited) {
      acknowledged.expectChange();
    }
  }

  /**
   * A packet that is not known, because it was told of before or is too old, changes nothing.
   *
   * @param arrivalNanos by the peer's clock, unwrapped
   */
  public void onPacketReceived(int transportSequence, long arrivalNanos) {
    if (!history.holds(transportSequence)) {
      return;
    }
    int bytes = history.bytes(transportSequence);
    long sentNanos = history.sentNanos(transportSequence);
    int cluster = history.probeCluster(transportSequence);
    noteOrder(transportSequence, sentNanos);
    if (history.lost(transportSequence)) {
      loss.onLateArrival(bytes);
    } else {
      loss.onPacket(bytes, false, sentNanos);
      noteFate(cluster, false);
    }
    history.remove(transportSequence);
    acknowledged.add(bytes, arrivalNanos, limited);
    delay.onPacket(sentNanos, arrivalNanos, cluster != 0, feedbackNanos);
    if (cluster != 0) {
      measurement.onPacket(cluster, bytes, sentNanos, arrivalNanos);
    }
    if (!newestKnown || sentNanos - newestSentNanos > 0) {
      newestKnown = true;
      newestSentNanos = sentNanos;
    }
  }

  private void noteFate(int cluster, boolean isLost) {
    if (cluster == 0) {
      chanceLoss.onPacket(isLost);
    } else if (cluster == trial) {
      chanceLoss.onTrialPacket(isLost);
    }
  }

  private void noteOrder(int transportSequence, long sentNanos) {
    if (history.missing(transportSequence)) {
      missing.onLate(newestArrivedSentNanos - sentNanos);
    } else {
      missing.onTime();
    }
    if (!arrivedKnown || sentNanos - newestArrivedSentNanos > 0) {
      arrivedKnown = true;
      newestArrivedSentNanos = sentNanos;
    }
  }

  /** Feedback passes this packet over. It may come yet, see {@link MissingPackets}. */
  public void onPacketMissing(int transportSequence) {
    if (history.holds(transportSequence) && !history.missing(transportSequence)) {
      history.markMissing(transportSequence);
      if (missing.isFull()) {
        giveUp(missing.poll(newestArrivedSentNanos));
      }
      missing.add(transportSequence, history.sentNanos(transportSequence));
    }
  }

  private void giveUpMissing() {
    for (int sequence = missing.poll(newestArrivedSentNanos);
        sequence != MissingPackets.NONE;
        sequence = missing.poll(newestArrivedSentNanos)) {
      giveUp(sequence);
    }
  }

  private void giveUp(int transportSequence) {
    if (history.holds(transportSequence) && history.missing(transportSequence)) {
      lost = true;
      history.markLost(transportSequence);
      loss.onPacket(history.bytes(transportSequence), true, history.sentNanos(transportSequence));
      noteFate(history.probeCluster(transportSequence), true);
    }
  }

  public void endFeedback() {
    long now = feedbackNanos;
    transportFeedback = true;
    giveUpMissing();
    if (newestKnown) {
      roundTripBackoff.onRoundTrip(now - newestSentNanos, now);
    }
    delay.update(acknowledged, lost, limited, roundTripNanos, now);
    long measured = measurement.take();
    if (measured > 0 && delay.usage() != Usage.OVER) {
      delay.probed(measured, measurement.saturated(), now);
      if (delay.alone()) {
        probes.onMeasured(measured, delay.jitterNanos(), now);
      }
    }
    judgeLoss(now);
    loss.update(delay.bps(), acknowledged.bps(), limited);
    conclude();
    probed = measured >= targetBps && delay.usage() != Usage.OVER;
    probeIfQuiet(now);
  }

  private void judgeLoss(long nowNanos) {
    long provenBps = chanceLoss.bps();
    chanceLoss.conclude(delay.quiet(), nowNanos);
    if (chanceLoss.bps() > provenBps) {
      delay.probed(chanceLoss.bps(), false, nowNanos);
    }
  }

  public void onRoundTrip(long newRoundTripNanos) {
    roundTripNanos = newRoundTripNanos;
  }

  /** What a peer without transport-wide feedback tells: packets since its last report. */
  public void onReceiverReport(int expectedPackets, int lostPackets, long nowNanos) {
    if (!transportFeedback) {
      reportedLoss.onReport(expectedPackets, lostPackets, roundTripNanos, nowNanos);
      conclude();
    }
  }

  /** The receiver's own estimate, a cap until the next one. */
  public void onRemb(long bps) {
    rembBps = bps;
    conclude();
  }

  /** The path is another one: what was learned of the old one is void. */
  public void onRouteChange(long nowNanos) {
    long start = config.startBps();
    history.clear();
    missing.clear();
    acknowledged.reset();
    delay.reset(start, nowNanos);
    loss.reset(start);
    chanceLoss.reset();
    trial = 0;
    reportedLoss.reset(start);
    measurement.reset();
    probes.reset();
    probing = false;
    roundTripBackoff.reset();
    roundTripNanos = FIRST_ROUND_TRIP_NANOS;
    rembBps = Long.MAX_VALUE;
    conclude();
  }

  /** What would be sent if the network carried it. */
  public void demand(long bps) {
    probes.demand(bps);
  }

  public long targetBps() {
    return targetBps;
  }

  /** Whether the latest feedback told of a probe that was carried at the target rate or more. */
  public boolean probed() {
    return probed;
  }

  /**
   * What to send at least, with padding if there is too little else; 0 for no padding. Coming back
   * from a loss the rate follows what arrives: an application that waits for more before it sends
   * more would wait for ever (libwebrtc, goog_cc_network_control.cc: kIncreaseUsingPadding).
   */
  public long paddingBps() {
    boolean recovering = loss.state() != LossBasedEstimator.State.UNLIMITED && delay.quiet();
    return transportFeedback && recovering && probes.wantsMoreThan(targetBps) ? targetBps : 0;
  }

  /** The next burst to be sent, or null. */
  public @Nullable ProbeCluster pollProbe() {
    ProbeCluster cluster = probes.poll();
    if (cluster != null) {
      measurement.onCluster(cluster);
    }
    return cluster;
  }

  /** When {@link #onDeadline} wants to be called. */
  public long nextDeadlineNanos() {
    return deadlineNanos;
  }

  public void onDeadline(long nowNanos) {
    deadlineNanos = nowNanos + TICK_NANOS;
    noteApplicationLimit(nowNanos);
    long lowered = roundTripBackoff.lower(targetBps, latestSentNanos, nowNanos);
    if (lowered < targetBps) {
      delay.set(lowered, nowNanos);
      conclude();
    }
    probeIfQuiet(nowNanos);
  }

  public Usage usage() {
    return delay.usage();
  }

  public long delayBasedBps() {
    return delay.bps();
  }

  public LossBasedEstimator.State lossState() {
    return loss.state();
  }

  public long lossBasedBps() {
    long delayBps = delay.bps();
    return transportFeedback
        ? Math.max(loss.bps(delayBps), Math.min(chanceLoss.bps(), delayBps))
        : reportedLoss.bps();
  }

  public long acknowledgedBps() {
    return acknowledged.bps();
  }

  public boolean applicationLimited() {
    return limited;
  }

  public long queueingNanos() {
    return delay.queueingNanos();
  }

  /** Of the latest packets, probes not counted, how many were lost. */
  public double lossShare() {
    return chanceLoss.share();
  }

  /** And of those of some seconds. */
  public double lastingLossShare() {
    return chanceLoss.lastingShare();
  }

  /** Somebody else keeps the network's queue full. */
  public boolean contended() {
    return delay.contended();
  }

  public long roundTripNanos() {
    return roundTripNanos;
  }

  private void conclude() {
    long bps = Math.min(lossBasedBps(), rembBps);
    targetBps = Math.clamp(bps, config.minBps(), config.maxBps());
    applicationLimit.target(targetBps);
  }

  private void probeIfQuiet(long nowNanos) {
    if (!transportFeedback) {
      return;
    }
    boolean queueing = !delay.quiet() || roundTripBackoff.overLimit(latestSentNanos);
    boolean farBelow = FAR * targetBps < delay.bps();
    if (queueing) {
      chanceLoss.defer(nowNanos);
    } else if (chanceLoss.isDue(farBelow, nowNanos)) {
      tryMore(nowNanos);
    }
    boolean takesNoMore = rembBps <= targetBps;
    if (queueing || loss.state() == LossBasedEstimator.State.DECREASING) {
      probes.defer(nowNanos);
    } else if (!takesNoMore) {
      probes.update(targetBps, delay.jitterNanos(), nowNanos);
    }
  }

  /** Loss may hold the rate down: is it from sending too fast? */
  private void tryMore(long nowNanos) {
    if (targetBps < Math.min(rembBps, config.maxBps()) && probes.canTry(targetBps)) {
      trial = probes.trial(chanceLoss.tryMore(targetBps, nowNanos));
    }
  }
}
