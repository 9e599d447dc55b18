package dev.plenum.bwe.delay;

/**
 * Owner: the thread of its estimator. Tells whether the link is ours alone. A link has one
 * capacity: what arrives of us when it is full is the same each time. Beside other flows it is a
 * share, which is another one each time.
 */
final class LinkShare {
  private static final double WEIGHT = 0.3;

  /** What it takes to hold an own link, whose frames vary, and shares apart in our test cases. */
  private static final double VARIATION_OF_A_SHARE = 0.18;

  /** However deep a single fall is, it may be the link's. */
  private static final double MOST_OF_ONE_CHANGE = 0.59;

  private double fullBps;
  private double variation;

  /** So much arrived when the queue began to grow. */
  void onFull(double arrivedBps) {
    if (fullBps > 0) {
      double change = Math.abs(arrivedBps - fullBps) / Math.max(arrivedBps, fullBps);
      change = Math.min(change, MOST_OF_ONE_CHANGE);
      variation += WEIGHT * (change - variation);
    }
    fullBps = arrivedBps;
  }

  boolean alone() {
    return variation < VARIATION_OF_A_SHARE;
  }

  void reset() {
    fullBps = 0;
    variation = 0;
  }
}
