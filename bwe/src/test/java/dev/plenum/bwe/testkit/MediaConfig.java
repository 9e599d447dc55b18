package dev.plenum.bwe.testkit;

import dev.plenum.bwe.estimator.EstimatorConfig;

/**
 * What a sender of media has to send.
 *
 * @param videoBps what its video would like, on the wire
 * @param audioBps on the wire, in packets 20 ms apart; 0 for none
 * @param feedback what its receiver tells it
 */
public record MediaConfig(
    EstimatorConfig estimator, long videoBps, long audioBps, Feedback feedback) {

  /** How the receiver reports. */
  public enum Feedback {
    /** On every packet, every 50 ms. */
    TRANSPORT_WIDE,
    /** Only how many packets were lost, once a second (RFC 3550 §6.4.2). */
    RECEIVER_REPORTS
  }

  public static MediaConfig video(long startBps, long minBps, long maxBps) {
    return new MediaConfig(
        new EstimatorConfig(startBps, minBps, maxBps), maxBps, 0, Feedback.TRANSPORT_WIDE);
  }

  public MediaConfig withAudio(long bps) {
    return new MediaConfig(estimator, videoBps, bps, feedback);
  }

  public MediaConfig withFeedback(Feedback other) {
    return new MediaConfig(estimator, videoBps, audioBps, other);
  }
}
