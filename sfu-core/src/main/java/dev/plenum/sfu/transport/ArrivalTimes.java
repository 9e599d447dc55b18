package dev.plenum.sfu.transport;

import dev.plenum.bwe.estimator.BandwidthEstimator;
import dev.plenum.rtp.rtcp.TransportFeedback;

/**
 * Owner: its downlink. Tells the estimator what one receiver's transport-wide feedback says, by a
 * clock that does not wrap: the wire has 24 bits of 64 ms, which are twelve days.
 */
final class ArrivalTimes {

  private static final int REFERENCE_BITS = 24;
  private static final long REFERENCE_NANOS = 64_000_000;

  private boolean started;
  private int latestReference;
  private long reference;

  void tell(TransportFeedback feedback, BandwidthEstimator estimator, long nowNanos) {
    long offsetNanos =
        (unwrap(feedback.referenceTime()) - feedback.referenceTime()) * REFERENCE_NANOS;
    estimator.beginFeedback(nowNanos);
    while (feedback.next()) {
      if (feedback.received()) {
        estimator.onPacketReceived(
            feedback.sequence(), feedback.arrivalMicros() * 1_000 + offsetNanos);
      } else {
        estimator.onPacketMissing(feedback.sequence());
      }
    }
    estimator.endFeedback();
  }

  /** The nearest of all times that end in these bits. */
  private long unwrap(int referenceTime) {
    if (!started) {
      started = true;
      reference = referenceTime;
    } else {
      int unused = Integer.SIZE - REFERENCE_BITS;
      reference += (referenceTime - latestReference) << unused >> unused;
    }
    latestReference = referenceTime;
    return reference;
  }
}
