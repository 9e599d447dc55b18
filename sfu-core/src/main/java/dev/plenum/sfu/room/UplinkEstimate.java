package dev.plenum.sfu.room;

/**
 * Owner: the room's loop. What a publisher's network carries from it, as far as that shows in what
 * comes.
 *
 * <p>A browser that finds too little network for all layers leaves out the largest; how much it
 * sends says little otherwise, since a still picture takes few bits on any network. So the network
 * counts as unlimited until layers that were asked for stay away, or much of what is sent gets
 * lost. Then it carries what comes. More that comes raises the estimate. Where it does not, half as
 * much again is tried now and then, the more seldom the more often that was in vain.
 */
final class UplinkEstimate {
  /** No plan needs as much of one publisher. */
  static final long UNLIMITED_BPS = 8_000_000;

  private static final long LEAST_BPS = 100_000;

  /**
   * Above it libwebrtc lets its rate fall: send_side_bandwidth_estimation.cc, {@code
   * kDefaultHighLossThreshold}.
   */
  private static final double MUCH_LOSS = 0.1;

  private static final double TRIAL = 1.5;

  /** So long an encoder may take to begin a layer, and a browser's rate to reach it. */
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private static final long FIRST_TRIAL_NANOS = 6_000_000_000L;
  private static final long LONGEST_TRIAL_NANOS = 60_000_000_000L;

  private long bps = UNLIMITED_BPS;
  private boolean troubled;
  private long troubledNanos;
  private long settledNanos;
  private long trialNanos = FIRST_TRIAL_NANOS;
  private boolean trying;

  /**
   * Takes in what came lately; worth calling about once a second.
   *
   * @param missing whether a layer that was asked for stays away while smaller ones come
   * @param lossFraction of what the publisher sent, 0–1
   * @param receivedBps of all that it sends
   */
  void observe(boolean missing, double lossFraction, long receivedBps, long nowNanos) {
    if (missing || lossFraction > MUCH_LOSS) {
      suffer(receivedBps, nowNanos);
      return;
    }
    troubled = false;
    if (receivedBps > bps) {
      settle(receivedBps, nowNanos);
    } else if (bps < UNLIMITED_BPS && nowNanos - settledNanos >= trialNanos) {
      trialNanos = trying ? FIRST_TRIAL_NANOS : trialNanos;
      settle((long) (bps * TRIAL), nowNanos);
      trying = true;
    }
  }

  private void suffer(long receivedBps, long nowNanos) {
    if (!troubled) {
      troubled = true;
      troubledNanos = nowNanos;
    } else if (nowNanos - troubledNanos >= PATIENCE_NANOS) {
      if (trying) {
        trialNanos = Math.min(2 * trialNanos, LONGEST_TRIAL_NANOS);
        trying = false;
      }
      troubledNanos = nowNanos;
      settle(Math.max(LEAST_BPS, receivedBps), nowNanos);
    }
  }

  private void settle(long settledBps, long nowNanos) {
    bps = Math.min(UNLIMITED_BPS, settledBps);
    settledNanos = nowNanos;
  }

  long bps() {
    return bps;
  }
}
