package dev.plenum.sfu.transport;

import dev.plenum.bwe.estimator.BandwidthEstimator;
import dev.plenum.bwe.estimator.EstimatorConfig;
import dev.plenum.rtp.rtcp.TransportFeedback;

/**
 * Owner: the loop. What one receiver's network carries, as far as its feedback tells, and what goes
 * there.
 */
public final class Downlink {

  /** What an estimate lives on. */
  public enum Feedback {
    /** Transport-wide feedback on each packet. */
    TRANSPORT_WIDE,
    /** The receiver's own estimate, and the loss in its reports. */
    REMB,
    /** The loss in its reports alone. */
    REPORTS,
    /** Nothing has been heard yet. */
    NONE
  }

  private static final int LANES = 64;
  private static final long CATCH_UP_NANOS = 1_000_000_000;

  private final int[] priorities = new int[LANES];
  private final BandwidthEstimator estimator;
  private final ArrivalTimes arrivalTimes = new ArrivalTimes();
  private final ByteRate audio = new ByteRate();
  private Feedback feedback = Feedback.NONE;
  private boolean probed;
  private int lanes;

  Downlink(long nowNanos) {
    estimator = new BandwidthEstimator(EstimatorConfig.DEFAULT, nowNanos);
  }

  /** Another stream of pictures goes to the receiver, on the lane of this number. */
  public int attach() {
    return lanes++;
  }

  /** The lower, the earlier a lane's pictures leave and the later they give way. */
  public void priority(int lane, int priority) {
    priorities[lane % LANES] = priority;
  }

  /**
   * Whether so much that is not of this moment may be sent at once, to catch up with it: if so,
   * what waits may be longer by that.
   */
  public boolean catchUp(long bytes, long nowNanos) {
    return bytes * 8_000_000_000L / estimator.targetBps() <= CATCH_UP_NANOS;
  }

  /** What would be sent if the network carried it; probing goes not far beyond. */
  public void demand(long bps) {
    estimator.demand(bps);
  }

  /** What all that is sent may come to, sound and retransmissions too. */
  public long targetBps() {
    return estimator.targetBps();
  }

  /** Whether a probe has confirmed the target since the last call. */
  public boolean takeProbed() {
    boolean taken = probed;
    probed = false;
    return taken;
  }

  public long delayBasedBps() {
    return estimator.delayBasedBps();
  }

  public long lossBasedBps() {
    return estimator.lossBasedBps();
  }

  public long acknowledgedBps() {
    return estimator.acknowledgedBps();
  }

  public long roundTripNanos() {
    return estimator.roundTripNanos();
  }

  public Feedback feedback() {
    return feedback;
  }

  /** What sound takes, on the wire, measured over the last second. */
  public long audioBps(long nowNanos) {
    return audio.bps(nowNanos);
  }

  void onTransportFeedback(TransportFeedback told, long nowNanos) {
    feedback = Feedback.TRANSPORT_WIDE;
    arrivalTimes.tell(told, estimator, nowNanos);
    probed |= estimator.probed();
  }
}
