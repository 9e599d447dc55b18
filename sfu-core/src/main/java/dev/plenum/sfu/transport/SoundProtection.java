package dev.plenum.sfu.transport;

/**
 * Owner: its downlink. How many of the packets before it each packet of sound repeats: the more,
 * the more of them are lost, so that few are lost with all of their copies.
 *
 * <p>It begins at once and ends one packet at a time, each when a lower loss has lasted. Of packets
 * that are lost independently, 2.7% are lost for good at 30% of loss with two copies, 6% at 50%
 * with three.
 */
final class SoundProtection {

  /** From so much loss on, one packet more is repeated. */
  private static final double[] BEGINS = {0.03, 0.10, 0.25};

  /** Below so much, that one can go. */
  private static final double[] ENDS = {0.01, 0.07, 0.20};

  private static final long CALM_NANOS = 2_000_000_000L;

  /** What a voice of 40 kbps takes with so many copies, headers included; one is always made. */
  private static final long[] NEEDED_BPS = {0, 147_000, 187_000};

  /**
   * The same where pictures wait for each bit: a network so narrow has lost packets because its
   * queue was full, more likely than by chance.
   */
  private static final long[] NEEDED_BESIDE_PICTURES_BPS = {150_000, 600_000, 1_000_000};

  private int packets;
  private int bearable;
  private boolean calm;
  private long calmSinceNanos;

  /**
   * @param lossShare of the packets sent lately, from 0 to 1
   * @param delayBasedBps what the network carries without a queue. What loss allows says nothing
   *     here: of what is lost by chance as much is lost however little is sent
   * @param wantedBps of sound and pictures
   */
  void adapt(double lossShare, long delayBasedBps, long wantedBps, long nowNanos) {
    bearable =
        bearable(
            delayBasedBps, wantedBps > delayBasedBps ? NEEDED_BESIDE_PICTURES_BPS : NEEDED_BPS);
    packets = Math.max(packets, wanted(lossShare));
    if (packets == 0 || lossShare >= ENDS[packets - 1]) {
      calm = false;
    } else if (!calm) {
      calm = true;
      calmSinceNanos = nowNanos;
    } else if (nowNanos - calmSinceNanos >= CALM_NANOS) {
      calm = false;
      packets--;
    }
  }

  private static int wanted(double lossShare) {
    int wanted = 0;
    while (wanted < BEGINS.length && lossShare >= BEGINS[wanted]) {
      wanted++;
    }
    return wanted;
  }

  private static int bearable(long delayBasedBps, long[] neededBps) {
    int bearable = 0;
    while (bearable < neededBps.length && delayBasedBps >= neededBps[bearable]) {
      bearable++;
    }
    return bearable;
  }

  int packets() {
    return Math.min(packets, bearable);
  }
}
