package dev.plenum.bwe.delay;

/**
 * Owner: the thread of its estimator. Compares the trend of the delay with a threshold that follows
 * the trend slowly, so that a path with much jitter, or a rival that fills the queue, does not look
 * like over-use for ever (draft-ietf-rmcat-gcc-02 sections 5.3 and 5.4).
 *
 * <p>Constants: libwebrtc, trendline_estimator.cc.
 */
final class OveruseDetector {
  private static final double FIRST_THRESHOLD = 12.5;
  private static final double LEAST_THRESHOLD = 6;
  private static final double GREATEST_THRESHOLD = 600;
  private static final double GAIN_UP = 0.0087;
  private static final double GAIN_DOWN = 0.039;
  private static final double SPIKE = 15;
  private static final double LONGEST_STEP_MILLIS = 100;
  private static final double SLOPE_GAIN = 4;
  private static final int FULL_CONFIDENCE_SAMPLES = 60;
  private static final double SUSTAINED_MILLIS = 10;

  private double threshold = FIRST_THRESHOLD;
  private double previousSlope;
  private double overMillis = -1;
  private int overSamples;
  private Usage usage = Usage.NORMAL;

  Usage update(double slope, int samples, double sentDeltaMillis, double arrivalDeltaMillis) {
    double trend = Math.min(samples, FULL_CONFIDENCE_SAMPLES) * slope * SLOPE_GAIN;
    if (trend > threshold) {
      overMillis = overMillis < 0 ? sentDeltaMillis / 2 : overMillis + sentDeltaMillis;
      overSamples++;
      if (overMillis > SUSTAINED_MILLIS && overSamples > 1 && slope >= previousSlope) {
        overMillis = 0;
        overSamples = 0;
        usage = Usage.OVER;
      }
    } else {
      overMillis = -1;
      overSamples = 0;
      usage = trend < -threshold ? Usage.UNDER : Usage.NORMAL;
    }
    previousSlope = slope;
    adapt(Math.abs(trend), arrivalDeltaMillis);
    return usage;
  }

  Usage usage() {
    return usage;
  }

  void reset() {
    threshold = FIRST_THRESHOLD;
    previousSlope = 0;
    overMillis = -1;
    overSamples = 0;
    usage = Usage.NORMAL;
  }

  /** Not by a spike, which a sudden loss of capacity makes and which must stay over it. */
  private void adapt(double trend, double elapsedMillis) {
    if (trend > threshold + SPIKE) {
      return;
    }
    double gain = trend < threshold ? GAIN_DOWN : GAIN_UP;
    double step = Math.min(elapsedMillis, LONGEST_STEP_MILLIS);
    threshold =
        Math.clamp(
            threshold + gain * (trend - threshold) * step, LEAST_THRESHOLD, GREATEST_THRESHOLD);
  }
}
