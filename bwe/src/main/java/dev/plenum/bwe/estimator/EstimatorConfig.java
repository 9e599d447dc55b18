package dev.plenum.bwe.estimator;

/** Where an estimate starts and the bounds it keeps. */
public record EstimatorConfig(long startBps, long minBps, long maxBps) {
  /** A start that most links carry, so that the first probes find the rest within a second. */
  public static final EstimatorConfig DEFAULT = new EstimatorConfig(300_000, 30_000, 30_000_000);

  public EstimatorConfig {
    if (minBps <= 0 || startBps < minBps || maxBps < startBps) {
      throw new IllegalArgumentException(
          "0 < min <= start <= max, not " + minBps + ", " + startBps + ", " + maxBps);
    }
  }
}
