package dev.plenum.bwe.loss;

/**
 * Owner: the thread of its estimator. The rate that loss allows, the second generation: guesses
 * around the last estimate are compared by how well they explain the loss seen, so that loss which
 * the channel always has does not throttle, and loss from sending too fast does.
 *
 * <p>What is known to be lost by chance, see {@link ChanceLoss}, is not its business: it may fall
 * to nothing meanwhile.
 *
 * <p>Constants: libwebrtc, loss_based_bwe_v2.cc. Where we differ: while loss does not limit, the
 * delay-based rate counts at once, not with the next observation a quarter of a second later.
 */
public final class LossBasedEstimator {
  /** What the rate obeys. */
  public enum State {
    /** Loss says nothing against the delay-based rate. */
    UNLIMITED,
    /** Held below the delay-based rate, lately lowered. */
    DECREASING,
    /** Held below the delay-based rate, on the way up. */
    INCREASING
  }

  private static final double[] CANDIDATE_FACTORS = {1.02, 1.0, 0.95};
  private static final int LEAST_OBSERVATIONS = 3;
  private static final double FIRST_INHERENT_LOSS = 0.01;
  private static final double INSTANT_LOSS_OFFSET = 0.05;
  private static final double INSTANT_BALANCE_BPS = 100_000;
  private static final double RAMP_UP = 1.5;
  private static final double RAMP_UP_NEAR_HOLD = 1.2;
  private static final double NEAR_HOLD = 1.3;
  private static final double STEP_PER_WINDOW = 1.3;
  private static final long STEP_WINDOW_NANOS = 300_000_000;
  private static final long FIRST_HOLD_NANOS = 300_000_000;
  private static final long LONGEST_HOLD_NANOS = 60_000_000_000L;

  private final Observations observations = new Observations();
  private final ChannelModel model = new ChannelModel(observations);
  private final double minBps;
  private final double maxBps;

  private double bandwidthBps;
  private double inherentLoss;
  private double resultBps;
  private State state = State.UNLIMITED;

  private boolean recovering;
  private long recoveringFromNanos;
  private double stepLimitBps;
  private boolean holding;
  private long holdUntilNanos;
  private long holdNanos;
  private double holdBps;

  private double bestBandwidthBps;
  private double bestInherentLoss;
  private double bestLikelihood;

  public LossBasedEstimator(long startBps, long minBps, long maxBps) {
    this.minBps = minBps;
    this.maxBps = maxBps;
    reset(startBps);
  }

  public void reset(long startBps) {
    observations.reset();
    bandwidthBps = startBps;
    inherentLoss = FIRST_INHERENT_LOSS;
    resultBps = startBps;
    state = State.UNLIMITED;
    recovering = false;
    stepLimitBps = maxBps;
    releaseHold();
  }

  public void onPacket(int bytes, boolean lost, long sentNanos) {
    observations.add(bytes, lost, sentNanos);
  }

  /** A packet that was told lost has arrived after all. */
  public void onLateArrival(int bytes) {
    observations.arrivedLate(bytes);
  }

  /** After each feedback message. */
  public void update(long delayBasedBps, long acknowledgedBps, boolean applicationLimited) {
    if (observations.close()) {
      update((double) delayBasedBps, (double) acknowledgedBps, applicationLimited);
    }
  }

  public State state() {
    return state;
  }

  /** The lower of what loss and what delay allow. */
  public long bps(long delayBasedBps) {
    return state == State.UNLIMITED ? delayBasedBps : Math.min((long) resultBps, delayBasedBps);
  }

  public double averageLoss() {
    return observations.averageLoss();
  }

  private void update(double delayBasedBps, double acknowledgedBps, boolean applicationLimited) {
    chooseCandidate(delayBasedBps, acknowledgedBps, applicationLimited);
    if (state != State.UNLIMITED) {
      limitIncrease(acknowledgedBps);
    }
    double floor = Math.max(minBps, acknowledgedBps);
    double bounded =
        Math.max(floor, Math.min(bestBandwidthBps, Math.min(instantLimitBps(), delayBasedBps)));
    if (bounded < bestBandwidthBps) {
      bandwidthBps = bounded;
      inherentLoss = 0;
    } else {
      bandwidthBps = Math.max(bestBandwidthBps, floor);
      inherentLoss = bestInherentLoss;
    }
    if (observations.count() < LEAST_OBSERVATIONS) {
      return;
    }
    conclude(bounded, delayBasedBps, floor);
  }

  private void chooseCandidate(
      double delayBasedBps, double acknowledgedBps, boolean applicationLimited) {
    bestBandwidthBps = bandwidthBps;
    bestInherentLoss = inherentLoss;
    bestLikelihood = Double.NEGATIVE_INFINITY;
    for (double factor : CANDIDATE_FACTORS) {
      consider(factor * bandwidthBps);
    }
    if (acknowledgedBps > 0 && !applicationLimited) {
      consider(acknowledgedBps);
    }
    if (delayBasedBps > bandwidthBps) {
      consider(delayBasedBps);
    }
    if (observations.averageLoss() > bestInherentLoss && bestBandwidthBps > bandwidthBps) {
      bestBandwidthBps = bandwidthBps;
    }
  }

  private void consider(double candidateBps) {
    double ceiling = state == State.UNLIMITED ? maxBps : stepLimitBps;
    double candidate = Math.min(candidateBps, Math.max(bandwidthBps, ceiling));
    double loss = model.improve(model.feasible(inherentLoss, candidate), candidate);
    double likelihood = model.likelihood(loss, candidate);
    if (likelihood > bestLikelihood) {
      bestLikelihood = likelihood;
      bestBandwidthBps = candidate;
      bestInherentLoss = loss;
    }
  }

  private void limitIncrease(double acknowledgedBps) {
    boolean justStepped =
        recovering && observations.latestNanos() - recoveringFromNanos < STEP_WINDOW_NANOS;
    if (justStepped) {
      bestBandwidthBps = Math.min(bestBandwidthBps, Math.max(bandwidthBps, stepLimitBps));
    }
    if (acknowledgedBps > 0 && bestBandwidthBps > bandwidthBps) {
      double rampUp =
          holding && acknowledgedBps < NEAR_HOLD * holdBps ? RAMP_UP_NEAR_HOLD : RAMP_UP;
      bestBandwidthBps =
          Math.max(bandwidthBps, Math.min(bestBandwidthBps, rampUp * acknowledgedBps));
    }
  }

  /** What loss alone forbids, however it is explained. */
  private double instantLimitBps() {
    double excess = observations.averageLoss() - INSTANT_LOSS_OFFSET;
    return excess > 0 ? INSTANT_BALANCE_BPS / excess : maxBps;
  }

  private void conclude(double bounded, double delayBasedBps, double floor) {
    boolean limited = bounded < delayBasedBps && bounded < maxBps;
    if (state == State.DECREASING
        && holding
        && holdUntilNanos - observations.latestNanos() > 0
        && limited) {
      holdBps = Math.max(holdBps, floor);
      resultBps = Math.min(holdBps, bounded);
      return;
    }
    boolean rises = bounded > resultBps || (bounded == resultBps && state == State.INCREASING);
    if (!limited) {
      state = State.UNLIMITED;
      releaseHold();
    } else if (state != State.UNLIMITED && rises) {
      state = State.INCREASING;
    } else {
      if (state != State.DECREASING) {
        hold(bounded);
      }
      state = State.DECREASING;
    }
    resultBps = bounded;
    boolean nextStep =
        !recovering || observations.latestNanos() - recoveringFromNanos > STEP_WINDOW_NANOS;
    if (state != State.UNLIMITED && nextStep) {
      recovering = true;
      recoveringFromNanos = observations.latestNanos();
      stepLimitBps = Math.max(minBps, bandwidthBps * STEP_PER_WINDOW);
    }
  }

  private void hold(double atBps) {
    holding = true;
    holdBps = atBps;
    holdUntilNanos = observations.latestNanos() + holdNanos;
    holdNanos = Math.min(2 * holdNanos, LONGEST_HOLD_NANOS);
  }

  private void releaseHold() {
    holding = false;
    holdBps = Double.POSITIVE_INFINITY;
    holdNanos = FIRST_HOLD_NANOS;
  }
}
