package dev.plenum.bwe.delay;

/**
 * Owner: the thread of its estimator. The slope of the smoothed one-way delay over arrival time, by
 * least squares: 0.1 means that the queue grows by 100 ms a second, so 10% too much is sent.
 *
 * <p>Constants: libwebrtc, trendline_estimator.cc.
 */
final class Trendline {
  private static final int WINDOW = 20;
  private static final double SMOOTHING = 0.9;

  private final double[] arrivalMillis = new double[WINDOW];
  private final double[] delayMillis = new double[WINDOW];
  private int samples;
  private double arrival;
  private double accumulated;
  private double smoothed;
  private double slope;

  void add(double sentDeltaMillis, double arrivalDeltaMillis) {
    arrival += arrivalDeltaMillis;
    accumulated += arrivalDeltaMillis - sentDeltaMillis;
    smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * accumulated;
    int slot = samples++ % WINDOW;
    arrivalMillis[slot] = arrival;
    delayMillis[slot] = smoothed;
    if (samples >= WINDOW) {
      slope = fit();
    }
  }

  double slope() {
    return slope;
  }

  int samples() {
    return samples;
  }

  void reset() {
    samples = 0;
    arrival = 0;
    accumulated = 0;
    smoothed = 0;
    slope = 0;
  }

  private double fit() {
    double meanArrival = 0;
    double meanDelay = 0;
    for (int i = 0; i < WINDOW; i++) {
      meanArrival += arrivalMillis[i] / WINDOW;
      meanDelay += delayMillis[i] / WINDOW;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < WINDOW; i++) {
      double x = arrivalMillis[i] - meanArrival;
      covariance += x * (delayMillis[i] - meanDelay);
      variance += x * x;
    }
    return variance == 0 ? slope : covariance / variance;
  }
}
