package dev.plenum.bwe.delay;

/**
 * Owner: the thread of its estimator. The rate at which packets arrive. Windows of 150 ms are
 * weighed in the manner of a Kalman filter: one that is far from the estimate is less certain, but
 * uncertainty grows until it is believed.
 *
 * <p>Constants: libwebrtc, bitrate_estimator.cc.
 */
public final class AcknowledgedRate {
  private static final long FIRST_WINDOW_NANOS = 500_000_000;
  private static final long WINDOW_NANOS = 150_000_000;
  private static final double UNCERTAINTY = 10;
  private static final double UNCERTAINTY_WHEN_LIMITED = 20;
  private static final double FIRST_VARIANCE = 50;
  private static final double PROCESS_VARIANCE = 5;
  private static final double VARIANCE_ON_CHANGE = 200;

  private final ArrivalRate latest = new ArrivalRate();
  private boolean started;
  private long lastArrivalNanos;
  private long elapsedNanos;
  private long windowBytes;
  private double estimateKbps = -1;
  private double variance = FIRST_VARIANCE;

  public void add(int bytes, long arrivalNanos, boolean applicationLimited) {
    if (!started) {
      started = true;
      lastArrivalNanos = arrivalNanos;
    }
    advance(Math.max(0, arrivalNanos - lastArrivalNanos), applicationLimited);
    lastArrivalNanos = Math.max(lastArrivalNanos, arrivalNanos);
    windowBytes += bytes;
    latest.add(bytes, arrivalNanos);
  }

  public boolean known() {
    return estimateKbps >= 0;
  }

  /** 0 as long as nothing is known. */
  public long bps() {
    return known() ? (long) (estimateKbps * 1_000) : 0;
  }

  /** Without smoothing, 0 as long as nothing is known. */
  public long latestBps() {
    return latest.bps();
  }

  /** The sender is about to send at another rate: believe the next windows sooner. */
  public void expectChange() {
    variance += VARIANCE_ON_CHANGE;
  }

  public void reset() {
    started = false;
    elapsedNanos = 0;
    windowBytes = 0;
    estimateKbps = -1;
    variance = FIRST_VARIANCE;
    latest.reset();
  }

  private void advance(long nanos, boolean applicationLimited) {
    long window = known() ? WINDOW_NANOS : FIRST_WINDOW_NANOS;
    elapsedNanos += nanos;
    if (nanos > window) {
      windowBytes = 0;
      elapsedNanos %= window;
    }
    if (elapsedNanos >= window) {
      onSample(windowBytes * 8e6 / window, applicationLimited);
      elapsedNanos -= window;
      windowBytes = 0;
    }
  }

  private void onSample(double kbps, boolean applicationLimited) {
    if (!known()) {
      estimateKbps = kbps;
      return;
    }
    double scale =
        applicationLimited && kbps < estimateKbps ? UNCERTAINTY_WHEN_LIMITED : UNCERTAINTY;
    double uncertainty = scale * Math.abs(estimateKbps - kbps) / Math.max(estimateKbps, 1);
    double sampleVariance = uncertainty * uncertainty;
    double predicted = variance + PROCESS_VARIANCE;
    estimateKbps =
        (sampleVariance * estimateKbps + predicted * kbps) / (sampleVariance + predicted);
    variance = sampleVariance * predicted / (sampleVariance + predicted);
  }
}
