package dev.plenum.bwe.loss;

/**
 * Owner: the thread of its estimator. The rate that receiver reports allow where nothing better is
 * told: more than 10% of loss lowers it, less than 2% raises it by 8% a second
 * (draft-ietf-rmcat-gcc-02 section 6).
 *
 * <p>Constants: libwebrtc, send_side_bandwidth_estimation.cc.
 */
public final class ReportedLoss {
  private static final int LEAST_PACKETS = 20;
  private static final double LOW = 0.02;
  private static final double HIGH = 0.1;
  private static final double GROWTH_PER_SECOND = 1.08;
  private static final double GROWTH_BPS = 1_000;
  private static final long DECREASE_PAUSE_NANOS = 300_000_000;
  private static final double SECOND = 1e9;

  private final double minBps;
  private final double maxBps;
  private double bps;
  private int expected;
  private int lost;
  private boolean reported;
  private long reportedNanos;
  private boolean decreased;
  private long decreasedNanos;

  public ReportedLoss(long startBps, long minBps, long maxBps) {
    this.minBps = minBps;
    this.maxBps = maxBps;
    this.bps = (double) startBps;
  }

  public void onReport(int expectedPackets, int lostPackets, long roundTripNanos, long nowNanos) {
    expected += Math.max(0, expectedPackets);
    lost += Math.max(0, lostPackets);
    if (expected < LEAST_PACKETS) {
      return;
    }
    double share = Math.min(1, lost / (double) expected);
    double seconds = reported ? Math.min(1, (nowNanos - reportedNanos) / SECOND) : 1;
    if (share < LOW) {
      change(bps * Math.pow(GROWTH_PER_SECOND, seconds) + GROWTH_BPS * seconds);
    } else if (share > HIGH && mayDecrease(roundTripNanos, nowNanos)) {
      change(bps * (1 - 0.5 * share));
      decreased = true;
      decreasedNanos = nowNanos;
    }
    expected = 0;
    lost = 0;
    reported = true;
    reportedNanos = nowNanos;
  }

  public long bps() {
    return (long) bps;
  }

  public void reset(long startBps) {
    bps = startBps;
    expected = 0;
    lost = 0;
    reported = false;
    decreased = false;
  }

  private boolean mayDecrease(long roundTripNanos, long nowNanos) {
    return !decreased || nowNanos - decreasedNanos >= DECREASE_PAUSE_NANOS + roundTripNanos;
  }

  private void change(double newBps) {
    bps = Math.clamp(newBps, minBps, maxBps);
  }
}
