package dev.plenum.bwe.orchestration;

import dev.plenum.bwe.orchestration.Subscriber.Wish;

/** One viewer's tile of one feed, and the rate of the feed that it takes. */
final class View {
  /** Smaller than asked, but not visibly blurred. */
  private static final double TOLERANCE = 0.9;

  /** What a tile takes, in hundredths of its worth, to leave what it took in the last plan. */
  private static final int LOYALTY = 3;

  private final Viewer viewer;
  private final Feed feed;
  private final int weight;
  private final int sufficient;
  private final int highestUtility;
  private int taken = Feed.OFF;
  private int loyalTo = Feed.OFF;

  View(Viewer viewer, Feed feed, Wish wish) {
    this.viewer = viewer;
    this.feed = feed;
    this.weight = wish.weight();
    this.sufficient = feed.smallest(wish.heightPixels() * TOLERANCE);
    this.highestUtility = feed.highestUtility(sufficient);
    feed.add(this);
  }

  /** What a rate is worth to the viewer when it has to choose. */
  int value(int rate) {
    // To be seen at all decides between equals.
    int value = utility(rate) + 1;
    return feed.encoding(rate) == loyalTo ? value + value * LOYALTY / 100 : value;
  }

  /** No more than that of the best picture of the tile's size. */
  private int utility(int rate) {
    return weight * Math.min(feed.utility(rate), highestUtility);
  }

  /** What the viewer has of what it takes. */
  int utility() {
    return taken == Feed.OFF ? 0 : utility(taken);
  }

  int takenValue() {
    return taken == Feed.OFF ? 0 : value(taken);
  }

  /** Takes another rate at the cost of the viewer's downlink. */
  void take(int rate) {
    viewer.use(feed.bps(rate) - feed.bps(taken));
    taken = rate;
  }

  /** The best offered rate that is no larger than a limit, the smallest of equals. */
  int best(long limitBps) {
    int best = Feed.OFF;
    for (int rate = 0; rate < feed.rates(); rate++) {
      if (feed.isOffered(rate)
          && feed.bps(rate) <= limitBps
          && (best == Feed.OFF || value(rate) > value(best))) {
        best = rate;
      }
    }
    return best;
  }

  /** What it may take at most if the viewer's other tiles stay as they are. */
  long spendableBps(boolean withSlack) {
    return feed.bps(taken) + (withSlack ? viewer.slackBps() : 0);
  }

  void stayLoyal(int encoding) {
    loyalTo = encoding;
  }

  Feed feed() {
    return feed;
  }

  int taken() {
    return taken;
  }

  /** The smallest encoding that fills the tile. */
  int sufficient() {
    return sufficient;
  }

  /** Whether a rate is of no larger a picture than the tile shows. */
  boolean suits(int rate) {
    return feed.encoding(rate) <= sufficient;
  }
}
