package dev.plenum.bwe.delay;

/**
 * Owner: the thread of its estimator. The mean and spread of the acknowledged rate at the moments
 * of over-use, when the link was full: near it the rate is raised with care.
 *
 * <p>Constants: libwebrtc, link_capacity_estimator.cc.
 */
final class LinkCapacity {
  private static final double OVERUSE_WEIGHT = 0.05;
  private static final double PROBE_WEIGHT = 0.5;
  private static final double LEAST_VARIANCE = 0.4;
  private static final double GREATEST_VARIANCE = 2.5;
  private static final double SPREAD = 3;
  private static final double UNKNOWN = -1;

  private double meanKbps = UNKNOWN;

  /** Over the mean, so that it counts for slow and fast links alike. */
  private double relativeVariance = LEAST_VARIANCE;

  void onOveruse(long acknowledgedBps) {
    update(acknowledgedBps, OVERUSE_WEIGHT);
  }

  void onProbe(long measuredBps) {
    update(measuredBps, PROBE_WEIGHT);
  }

  boolean known() {
    return meanKbps >= 0;
  }

  long upperBps() {
    return known() ? (long) ((meanKbps + SPREAD * deviationKbps()) * 1_000) : Long.MAX_VALUE;
  }

  long lowerBps() {
    return known() ? (long) Math.max(0, (meanKbps - SPREAD * deviationKbps()) * 1_000) : 0;
  }

  void reset() {
    meanKbps = UNKNOWN;
    relativeVariance = LEAST_VARIANCE;
  }

  private void update(long sampleBps, double weight) {
    double sampleKbps = sampleBps / 1_000.0;
    meanKbps = known() ? (1 - weight) * meanKbps + weight * sampleKbps : sampleKbps;
    double error = meanKbps - sampleKbps;
    double variance =
        (1 - weight) * relativeVariance + weight * error * error / Math.max(meanKbps, 1);
    relativeVariance = Math.clamp(variance, LEAST_VARIANCE, GREATEST_VARIANCE);
  }

  private double deviationKbps() {
    return Math.sqrt(relativeVariance * meanKbps);
  }
}
