package dev.plenum.bwe.orchestration;

import static dev.plenum.bwe.allocation.Tile.leastHeightPixels;

import dev.plenum.bwe.orchestration.Plan.Tile;
import dev.plenum.bwe.orchestration.Subscriber.Wish;

/** One viewer's tile of one feed, and the rate of the feed that it takes. */
final class View {
  /** What a tile takes, in hundredths of its worth, to leave the encoding that it had before. */
  private static final int LOYALTY = 3;

  private final Viewer viewer;
  private final Feed feed;
  private final Rates rates;
  private final Wish wish;
  private final int sufficient;

  /** By rate: what it is worth to the viewer, no more than the best picture of the tile's size. */
  private final int[] utilities;

  /** By rate: what it is worth when the viewer has to choose. */
  private final int[] values;

  private int taken = Rates.OFF;
  private boolean isNew = true;

  View(Viewer viewer, Feed feed, Wish wish) {
    this.viewer = viewer;
    this.feed = feed;
    this.rates = feed.rates();
    this.wish = wish;
    this.sufficient = rates.smallest(leastHeightPixels(wish.heightPixels()));
    this.utilities = new int[rates.count()];
    this.values = new int[rates.count()];
    int highestUtility = rates.highestUtility(sufficient);
    for (int rate = 0; rate < values.length; rate++) {
      utilities[rate] = wish.weight() * Math.min(rates.utility(rate), highestUtility);
      // To be seen at all decides between equals.
      values[rate] = utilities[rate] + 1;
    }
    feed.add(this);
  }

  /** There is something else to choose from. */
  void offerChanged() {
    viewer.offerChanged();
  }

  /** The same was wished in an earlier plan, which gave a tile: that one is preferred. */
  void resume(Tile tile) {
    isNew = false;
    int before = rates.find(tile.rid());
    for (int rate = 0; rate < values.length; rate++) {
      if (rates.encodingOf(rate) == before) {
        values[rate] += values[rate] * LOYALTY / 100;
      }
    }
  }

  /** What a rate is worth to the viewer when it has to choose. */
  int value(int rate) {
    return values[rate];
  }

  /** What the viewer has of what it takes. */
  int utility() {
    return taken == Rates.OFF ? 0 : utilities[taken];
  }

  int takenValue() {
    return taken == Rates.OFF ? 0 : values[taken];
  }

  int taken() {
    return taken;
  }

  long takenBps() {
    return rates.bps(taken);
  }

  /** Takes another rate at the cost of the viewer's downlink. */
  void take(int rate) {
    viewer.use(rates.bps(rate) - takenBps());
    taken = rate;
  }

  /** Fills a knapsack's group with what is offered. */
  void choose(Knapsack knapsack) {
    for (int rate = 0; rate < rates.count(); rate++) {
      if (feed.isOffered(rate)) {
        knapsack.option(rate, rates.bps(rate), values[rate]);
      }
    }
    knapsack.endGroup();
  }

  /**
   * Fills a knapsack's group with what is offered, and if the tile is new or its feed is off, with
   * all that the feed could offer of the tile's size.
   */
  void wish(Knapsack knapsack) {
    long limitBps = wishesFreely() ? feed.limitBps() : 0;
    for (int rate = 0; rate < rates.count(); rate++) {
      boolean possible = rates.encodingOf(rate) <= sufficient && rates.bps(rate) <= limitBps;
      if (feed.isOffered(rate) || possible) {
        knapsack.option(rate, rates.bps(rate), values[rate]);
      }
    }
    knapsack.endGroup();
  }

  /** Whether it may wish for what is not offered. */
  boolean wishesFreely() {
    return feed.isSteerable() && (isNew || feed.isOff());
  }

  /** The best offered rate within a limit, the smallest of equals. */
  int best(long limitBps) {
    int best = Rates.OFF;
    for (int rate = 0; rate < rates.count(); rate++) {
      if (feed.isOffered(rate)
          && rates.bps(rate) <= limitBps
          && (best == Rates.OFF || values[rate] > values[best])) {
        best = rate;
      }
    }
    return best;
  }

  /** What it may take at most if the viewer's other tiles stay as they are. */
  long spendableBps(boolean withSlack) {
    return takenBps() + (withSlack ? viewer.slackBps() : 0);
  }

  /** The smallest encoding that fills the tile. */
  int sufficient() {
    return sufficient;
  }

  boolean isOf(Wish wish) {
    return this.wish.equals(wish);
  }

  /** What it takes as part of a plan. */
  Tile tile() {
    return feed.tile(taken);
  }
}
