package dev.plenum.bwe.loss;

/**
 * Owner: the thread of its estimator. Whether what is lost is lost by chance, however little is
 * sent, or because too much is sent. Loss alone cannot tell, so it is tried: for a moment much more
 * is sent. Where chance takes the packets, the same share of them arrives; of a full link hardly
 * more of them than before.
 *
 * <p>Packets of trials are counted until one of the two is clearly more likely (the sequential test
 * of Wald, 1945). Chance is believed until the packets sent as usual tell in the same way that a
 * full link has become more likely (the cumulative sum of Page, 1954). Each time that it was not
 * chance the next trial waits twice as long.
 */
public final class ChanceLoss {
  /** A trial sends so many times what is sent otherwise. */
  private static final double TRIAL_SCALE = 2.5;

  /** And proves that: what is sent otherwise is not quite even. */
  private static final double PROVEN_SCALE = 2;

  /** Where the rate falls meanwhile, the trial goes on as it was, up to this. */
  private static final double MOST_SCALE = 5;

  /** Sound alone leaves in bursts of about this rate, which tell nothing. */
  private static final double LEAST_TRIAL_BPS = 500_000;

  /** A full link carries half of twice as much, and a bit more while its queue fills. */
  private static final double SHARE_OF_FULL_LINK = 0.5;

  private static final double BELIEF = Math.log(10);
  private static final double DISBELIEF = -Math.log(30);
  private static final double ALARM = Math.log(100_000);
  private static final int LATEST_PACKETS = 64;
  private static final int LASTING_PACKETS = 512;
  private static final int MOST_PACKETS = 256;
  private static final int LEAST_USUAL_PACKETS = 32;
  private static final int USUAL_PACKETS_PER_TRIAL = 12;
  private static final int LEAST_TRIAL_PACKETS = 16;
  private static final double LEAST_LOSS = 0.02;

  /** Loss that is worth a trial; less of it does not hold the rate down. */
  private static final double MUCH = 0.08;

  private static final long CALM_NANOS = 1_000_000_000;
  private static final long PAUSE_NANOS = 400_000_000;
  private static final long FIRST_REST_NANOS = 1_000_000_000;
  private static final long LONGEST_REST_NANOS = 10_000_000_000L;

  private final LossShare latest = new LossShare(LATEST_PACKETS);
  private final LossShare lasting = new LossShare(LASTING_PACKETS);
  private final LossShare besideTrial = new LossShare(MOST_PACKETS);
  private final LossShare proven = new LossShare(MOST_PACKETS);
  private long trialBps;
  private int leastUsualPackets;
  private int trialArrived;
  private int trialLost;
  private long provenBps;
  private double alarm;
  private long restNanos;
  private long dueNanos;

  public ChanceLoss() {
    reset();
  }

  /** A packet that was sent as usual was lost or not. */
  public void onPacket(boolean lost) {
    latest.add(lost);
    lasting.add(lost);
    besideTrial.add(lost);
    double byChance = lost ? ofLost(proven.share()) : ofArrived();
    alarm = Math.max(0, alarm - byChance);
    proven.add(lost);
  }

  /** A packet of the latest trial was lost or not; of one that is decided it does not count. */
  public void onTrialPacket(boolean lost) {
    if (trialBps > 0) {
      trialLost += lost ? 1 : 0;
      trialArrived += lost ? 0 : 1;
    }
  }

  /** How much more likely, as a logarithm, chance is than a full link when a packet arrives. */
  private static double ofArrived() {
    return -Math.log(SHARE_OF_FULL_LINK);
  }

  /** And when one is lost. */
  private static double ofLost(double chance) {
    double byChance = Math.max(LEAST_LOSS, chance);
    return Math.log(byChance / (1 - SHARE_OF_FULL_LINK * (1 - byChance)));
  }

  /**
   * After each feedback message: what follows from it.
   *
   * @param quiet whether no queue has come of the trial
   */
  public void conclude(boolean quiet, long nowNanos) {
    if (provenBps > 0 && alarm > ALARM) {
      provenBps /= 2;
      alarm = 0;
      rest(nowNanos);
    }
    boolean telling =
        trialArrived + trialLost >= LEAST_TRIAL_PACKETS
            && besideTrial.packets() >= LEAST_USUAL_PACKETS;
    double evidence = trialArrived * ofArrived() + trialLost * ofLost(besideTrial.share());
    if (telling && evidence >= BELIEF && quiet) {
      provenBps = Math.max(provenBps, (long) (trialBps * PROVEN_SCALE / TRIAL_SCALE));
      proven.set(besideTrial);
      alarm = 0;
      restNanos = FIRST_REST_NANOS;
      forgetTrial();
    } else if (telling && (evidence <= DISBELIEF || !quiet)) {
      rest(nowNanos);
    }
  }

  private void rest(long nowNanos) {
    forgetTrial();
    dueNanos = nowNanos + restNanos;
    restNanos = Math.min(2 * restNanos, LONGEST_REST_NANOS);
  }

  private void forgetTrial() {
    trialBps = 0;
    trialArrived = 0;
    trialLost = 0;
  }

  /**
   * Whether it is time to try.
   *
   * @param limits whether loss holds the rate down
   */
  public boolean isDue(boolean limits, long nowNanos) {
    boolean over = limits && latest.share() < LEAST_LOSS;
    boolean compared = trialBps == 0 || besideTrial.packets() >= leastUsualPackets;
    return (over || latest.share() > MUCH) && compared && nowNanos - dueNanos >= 0;
  }

  /** There is a queue: what is lost may have found no place in it. No trial soon. */
  public void defer(long nowNanos) {
    dueNanos = dueNanos - nowNanos > CALM_NANOS ? dueNanos : nowNanos + CALM_NANOS;
  }

  /**
   * A trial begins.
   *
   * @param targetBps what is sent otherwise
   * @return what the trial is to send
   */
  public long tryMore(long targetBps, long nowNanos) {
    boolean tooMuch = trialBps > Math.max(LEAST_TRIAL_BPS, MOST_SCALE * targetBps);
    if (trialBps < PROVEN_SCALE * targetBps || tooMuch) {
      forgetTrial();
      besideTrial.clear();
      trialBps = (long) Math.max(LEAST_TRIAL_BPS, TRIAL_SCALE * targetBps);
    }
    leastUsualPackets =
        Math.min(besideTrial.packets() + USUAL_PACKETS_PER_TRIAL, LEAST_USUAL_PACKETS);
    dueNanos = nowNanos + PAUSE_NANOS;
    return trialBps;
  }

  /** The rate up to which loss is not from sending too fast, 0 if that is not known of any. */
  public long bps() {
    return provenBps;
  }

  /** Of the latest packets sent as usual, how many were lost. */
  public double share() {
    return latest.share();
  }

  /** And of those of some seconds, unless it is over. */
  public double lastingShare() {
    return Math.min(lasting.share(), 2 * latest.share());
  }

  public void reset() {
    latest.clear();
    lasting.clear();
    provenBps = 0;
    restNanos = FIRST_REST_NANOS;
    dueNanos = Long.MIN_VALUE / 2;
    forgetTrial();
  }
}
