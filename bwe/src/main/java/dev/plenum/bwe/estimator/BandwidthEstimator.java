package dev.plenum.bwe.estimator;

import dev.plenum.bwe.probe.ProbeCluster;
import org.jspecify.annotations.Nullable;

/**
 * Owner: the thread of its transport. How much the network towards one receiver carries, from what
 * its transport-wide feedback tells of each packet
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01).
 *
 * <p>Only {@link #pollProbe} allocates.
 */
public final class BandwidthEstimator {
  private static final long WINDOW_NANOS = 500_000_000;

  private final EstimatorConfig config;
  private final SendHistory history = new SendHistory();
  private long nowNanos;
  private long targetBps;
  private long remb = Long.MAX_VALUE;
  private long demandBps = Long.MAX_VALUE;
  private long roundTripNanos = 100_000_000;
  private long windowBytes;
  private long windowFromNanos;
  private long acknowledgedBps;
  private int lost;
  private int received;

  public BandwidthEstimator(EstimatorConfig config, long nowNanos) {
    this.config = config;
    this.nowNanos = nowNanos;
    this.windowFromNanos = nowNanos;
    this.targetBps = config.startBps();
  }

  /**
   * @param transportSequence 16 bits, as on the wire
   * @param bytes on the wire, with IP and UDP overhead
   * @param probeCluster the cluster that this packet was sent for, 0 for ordinary media
   */
  public void onPacketSent(int transportSequence, int bytes, int probeCluster, long nowNanos) {
    history.add(transportSequence, bytes, probeCluster, nowNanos);
  }

  /** Opens one feedback message; a call for each packet that it tells of follows, in order. */
  public void beginFeedback(long nowNanos) {
    this.nowNanos = nowNanos;
  }

  /**
   * @param arrivalNanos by the peer's clock, unwrapped
   */
  public void onPacketReceived(int transportSequence, long arrivalNanos) {
    if (history.holds(transportSequence)) {
      windowBytes += history.bytes(transportSequence);
      history.remove(transportSequence);
      received++;
    }
  }

  public void onPacketLost(int transportSequence) {
    lost++;
  }

  public void endFeedback() {
    long spanNanos = nowNanos - windowFromNanos;
    if (spanNanos < WINDOW_NANOS) {
      return;
    }
    acknowledgedBps = windowBytes * 8 * 1_000 / Math.max(1, spanNanos / 1_000_000);
    long rate = lost * 10 > received ? acknowledgedBps * 85 / 100 : acknowledgedBps * 3 / 2;
    targetBps = Math.clamp(rate, config.minBps(), config.maxBps());
    windowBytes = 0;
    windowFromNanos = nowNanos;
    lost = 0;
    received = 0;
  }

  public void onRoundTrip(long roundTripNanos, long nowNanos) {
    this.roundTripNanos = roundTripNanos;
  }

  /** What a peer without transport-wide feedback tells: packets since its last report. */
  public void onReceiverReport(int expectedPackets, int lostPackets, long nowNanos) {}

  /** The receiver's own estimate, a cap until the next one. */
  public void onRemb(long bps, long nowNanos) {
    remb = bps;
  }

  /** The path is another one: what was learned of the old one is void. */
  public void onRouteChange(long nowNanos) {
    targetBps = config.startBps();
  }

  /** What would be sent if the network carried it. */
  public void demand(long bps, long nowNanos) {
    demandBps = bps;
  }

  public long targetBps() {
    return Math.min(targetBps, remb);
  }

  /** The next burst to be sent, or null. */
  public @Nullable ProbeCluster pollProbe(long nowNanos) {
    return null;
  }

  /** When {@link #onDeadline} wants to be called, {@link Long#MAX_VALUE} for never. */
  public long nextDeadlineNanos() {
    return nowNanos + 1_000_000_000;
  }

  public void onDeadline(long nowNanos) {
    this.nowNanos = nowNanos;
  }

  public long acknowledgedBps() {
    return acknowledgedBps;
  }

  public long demandBps() {
    return demandBps;
  }

  public long roundTripNanos() {
    return roundTripNanos;
  }
}
