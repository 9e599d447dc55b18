package dev.plenum.bwe.loss;

/**
 * A channel that loses a share of packets always, and of what is sent above its bandwidth the whole
 * excess. How well a guess of the two explains what was seen is its log likelihood; for a given
 * bandwidth, Newton's method improves the guess of the inherent loss.
 *
 * <p>Constants: libwebrtc, loss_based_bwe_v2.cc.
 */
final class ChannelModel {
  private static final double LEAST_LOSS = 1e-3;
  private static final double GREATEST_LOSS_OFFSET = 0.05;
  private static final double GREATEST_LOSS_BALANCE_BPS = 100_000;
  private static final double NEWTON_STEP = 0.75;
  private static final double BIAS_PER_KBPS = 0.0002;
  private static final double BIAS_PER_LOG_KBPS = 0.02;
  private static final double LOSS_WITHOUT_BIAS = 0.2;
  private static final double BIAS_SMOOTHING = 0.002;
  private static final double EDGE = 1e-6;

  private final Observations observations;

  ChannelModel(Observations observations) {
    this.observations = observations;
  }

  /** The more bandwidth, the less of the loss can be laid to the channel. */
  double feasible(double inherentLoss, double bandwidthBps) {
    double greatest = Math.min(1, GREATEST_LOSS_OFFSET + GREATEST_LOSS_BALANCE_BPS / bandwidthBps);
    return Math.clamp(inherentLoss, LEAST_LOSS, Math.max(LEAST_LOSS, greatest));
  }

  double improve(double inherentLoss, double bandwidthBps) {
    double first = 0;
    double second = 0;
    for (int i = 0; i < observations.size(); i++) {
      double p = probability(inherentLoss, bandwidthBps, observations.sendingBps(i));
      double q = 1 - p;
      double weight = observations.weight(i);
      double lost = observations.lostBytes(i);
      double kept = observations.bytes(i) - lost;
      first += weight * (lost / p - kept / q);
      second -= weight * (lost / (p * p) + kept / (q * q));
    }
    if (second >= 0) {
      return inherentLoss;
    }
    return feasible(inherentLoss - NEWTON_STEP * first / second, bandwidthBps);
  }

  /** Log likelihood, with a bias to the higher of two bandwidths that explain alike. */
  double likelihood(double inherentLoss, double bandwidthBps) {
    double bias = bias(bandwidthBps / 1_000);
    double sum = 0;
    for (int i = 0; i < observations.size(); i++) {
      double p = probability(inherentLoss, bandwidthBps, observations.sendingBps(i));
      double lost = observations.lostBytes(i);
      double kept = observations.bytes(i) - lost;
      double explained = lost * Math.log(p) + kept * Math.log(1 - p) + bias * observations.bytes(i);
      sum += observations.weight(i) * explained / 1_000;
    }
    return sum;
  }

  private double bias(double kbps) {
    double distance = LOSS_WITHOUT_BIAS - observations.averageLoss();
    double preference = distance / (BIAS_SMOOTHING + Math.abs(distance));
    return preference * (BIAS_PER_KBPS * kbps + BIAS_PER_LOG_KBPS * Math.log1p(kbps));
  }

  private static double probability(double inherentLoss, double bandwidthBps, double sendingBps) {
    double excess = Math.max(0, sendingBps - bandwidthBps) / Math.max(sendingBps, 1);
    return Math.clamp(inherentLoss + (1 - inherentLoss) * excess, EDGE, 1 - EDGE);
  }
}
