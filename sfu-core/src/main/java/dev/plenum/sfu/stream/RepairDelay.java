package dev.plenum.sfu.stream;

import dev.plenum.rtp.PlayoutDelay;

/**
 * How long a receiver is asked to hold pictures back, so that a packet that was lost is there again
 * when its picture is to be shown. Belongs to its {@link SendStream}.
 *
 * <p>A browser adds its round trip to its buffer once it loses packets, but measures that by the
 * reports on what it sends itself: one that only watches takes it for nothing, and stops at each
 * loss (libwebrtc, jitter_estimator.cc and call_stats2.cc). Nor does it know of the way between
 * publisher and server, whose repairs it waits for as well. The server knows both.
 */
final class RepairDelay {
  /** A repair may be lost, too, and the next one: with 5% lost each way, one in a hundred is. */
  private static final int ROUND_TRIPS = 3;

  /** Only the next picture tells of a gap, and who misses it looks every so often. */
  private static final int NOTICED_MILLIS = 50;

  /** A picture that comes later is no longer part of the conversation. */
  private static final int LONGEST_MILLIS = 500;

  /** Less is not worth a change of the receiver's pace. */
  private static final int LEAST_CHANGE_MILLIS = 30;

  /** The bound that libwebrtc sets itself: kMaxVideoDelayMs. */
  private static final int NO_LIMIT_MILLIS = 10_000;

  private int millis;
  private boolean told;

  /**
   * Plans for repairs that take this round trip.
   *
   * @param roundTripNanos 0 if nothing is being lost
   */
  void plan(long roundTripNanos) {
    int wanted = roundTripNanos == 0 ? 0 : wanted((int) (roundTripNanos / 1_000_000));
    if (wanted == 0 || Math.abs(wanted - millis) >= LEAST_CHANGE_MILLIS) {
      millis = wanted;
    }
    told |= wanted > 0;
  }

  private static int wanted(int roundTripMillis) {
    return Math.min(NOTICED_MILLIS + ROUND_TRIPS * roundTripMillis, LONGEST_MILLIS);
  }

  /**
   * Whether packets carry the delay: from the first loss on always, since the one that tells of a
   * change may be lost, too.
   */
  boolean isTold() {
    return told;
  }

  /** As {@link PlayoutDelay} writes it. */
  int encoded() {
    return PlayoutDelay.encode(millis, NO_LIMIT_MILLIS);
  }
}
