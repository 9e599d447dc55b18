package dev.plenum.sfu.room;

/**
 * Owner: the room's loop. What a publisher's network carries from it, as far as that shows in what
 * comes.
 *
 * <p>A browser that finds too little network for all layers leaves out the largest; how much it
 * sends says little otherwise, since a still picture takes few bits on any network. So the network
 * counts as unlimited until layers that were asked for stay away, or much of what is sent gets
 * lost. Then it carries what comes. Layers that come and go again and again show it as well: then
 * it carries a little less than what came before the last one went. More that comes raises the
 * estimate. Where it does not, half as much again is tried now and then, and ever more while that
 * is borne; the more seldom the more often it was in vain. A loss that is over says nothing of the
 * rate: what was carried before it is tried at once.
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

  private static final double FIRST_TRIAL = 1.5;
  private static final double NEXT_TRIAL = 2;

  /** Of what came before a layer went: it was too much. */
  private static final double BEARABLE = 0.9;

  /** Layers that go again within it do not go for another reason each time. */
  private static final long AGAIN_NANOS = 20_000_000_000L;

  /** The most that came is known for so long; what arrives while a layer goes says nothing. */
  private static final long MOST_NANOS = 3_000_000_000L;

  /** So long an encoder may take to begin a layer, and a browser's rate to reach it. */
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private static final long FIRST_TRIAL_NANOS = 6_000_000_000L;

  /** After one that is borne so far. */
  private static final long NEXT_TRIAL_NANOS = 2_000_000_000L;

  /** So long nothing much is lost once a loss is over: of few packets none may be for a moment. */
  private static final long CALM_NANOS = 2_000_000_000L;

  private static final long LONGEST_TRIAL_NANOS = 20_000_000_000L;

  private long bps = UNLIMITED_BPS;
  private boolean troubled;
  private long troubledNanos;
  private long settledNanos;
  private long trialNanos = FIRST_TRIAL_NANOS;
  private boolean trying;
  private long triedFromBps;
  private boolean limitedByLoss;
  private long beforeLossBps;
  private long calmNanos;
  private boolean fallen;
  private boolean fellBefore;
  private long fellNanos;
  private long mostBps;
  private long mostNanos;

  /**
   * Takes in what came lately; worth calling a few times a second.
   *
   * @param lossFraction of what the publisher sent, 0–1
   * @param receivedBps of all that it sends
   */
  void observe(Reach reach, double lossFraction, long receivedBps, long nowNanos) {
    noteFall(reach == Reach.FALLEN, receivedBps, nowNanos);
    if (reach == Reach.SHORT || reach == Reach.FALLEN || lossFraction > MUCH_LOSS) {
      suffer(lossFraction > MUCH_LOSS, receivedBps, nowNanos);
      return;
    }
    if (troubled) {
      troubled = false;
      calmNanos = nowNanos;
    }
    if (receivedBps > bps) {
      settle(receivedBps, nowNanos);
    } else if (bps < UNLIMITED_BPS && reach == Reach.WHOLE) {
      tryMore(nowNanos);
    }
  }

  private void tryMore(long nowNanos) {
    if (limitedByLoss) {
      tryAsBeforeLoss(nowNanos);
    } else if (nowNanos - settledNanos >= (trying ? NEXT_TRIAL_NANOS : trialNanos)) {
      double scale = trying ? NEXT_TRIAL : FIRST_TRIAL;
      triedFromBps = trying ? triedFromBps : bps;
      trying = true;
      settle((long) (bps * scale), nowNanos);
    }
    if (bps == UNLIMITED_BPS) {
      trying = false;
      trialNanos = FIRST_TRIAL_NANOS;
    }
  }

  private void tryAsBeforeLoss(long nowNanos) {
    if (nowNanos - calmNanos >= CALM_NANOS) {
      limitedByLoss = false;
      trying = true;
      triedFromBps = bps;
      settle(Math.max(bps, beforeLossBps), nowNanos);
    }
  }

  private void noteFall(boolean fallenShort, long receivedBps, long nowNanos) {
    if (!fallenShort && (receivedBps >= mostBps || nowNanos - mostNanos >= MOST_NANOS)) {
      mostBps = receivedBps;
      mostNanos = nowNanos;
    }
    if (fallenShort && !fallen) {
      if (trying || (fellBefore && nowNanos - fellNanos < AGAIN_NANOS)) {
        long borneBps = trying ? triedFromBps : LEAST_BPS;
        endTrial();
        settle(Math.max(borneBps, (long) (BEARABLE * mostBps)), nowNanos);
      }
      fellBefore = true;
      fellNanos = nowNanos;
    }
    fallen = fallenShort;
  }

  private void endTrial() {
    if (trying) {
      trialNanos = Math.min(2 * trialNanos, LONGEST_TRIAL_NANOS);
      trying = false;
    }
  }

  private void suffer(boolean lossy, long receivedBps, long nowNanos) {
    if (!troubled) {
      troubled = true;
      troubledNanos = nowNanos;
    } else if (nowNanos - troubledNanos >= PATIENCE_NANOS) {
      endTrial();
      troubledNanos = nowNanos;
      beforeLossBps = limitedByLoss ? beforeLossBps : bps;
      limitedByLoss = lossy;
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
