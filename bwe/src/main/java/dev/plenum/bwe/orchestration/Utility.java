package dev.plenum.bwe.orchestration;

/**
 * What a viewer has of a bit rate: table 1 of the paper, with straight lines between its entries.
 * The first bits are worth the most, and the slow growth above the largest entry is ours.
 */
final class Utility {
  private static final int[] KBPS = {
    0, 100, 300, 400, 500, 600, 800, 1000, 1300, 1500, 2500, Integer.MAX_VALUE
  };
  private static final int[] UTILITY = {
    0, 100, 300, 360, 440, 530, 700, 750, 1050, 1200, 1500, 1500
  };

  private Utility() {}

  static int of(long bps) {
    double kbps = bps / 1e3;
    int above = 1;
    while (kbps > KBPS[above]) {
      above++;
    }
    int below = above - 1;
    double share = (kbps - KBPS[below]) / ((double) KBPS[above] - KBPS[below]);
    return (int) Math.round(UTILITY[below] + share * (UTILITY[above] - UTILITY[below]));
  }
}
