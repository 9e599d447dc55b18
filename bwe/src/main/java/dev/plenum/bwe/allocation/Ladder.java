package dev.plenum.bwe.allocation;

import org.jspecify.annotations.Nullable;

/**
 * The active layers of a tile that are worth their bits: each costs more than the one below and
 * gives more. Belongs to one allocation of an {@link Allocator}, which climbs it.
 */
final class Ladder {
  private static final int PAUSED = -1;

  /** What is shown keeps its place unless another use of the bits is worth a quarter more. */
  private static final double PREFERENCE_OF_SHOWN = 1.25;

  private final Menu menu;
  private final @Nullable Layer shown;
  private final int[] rungs;
  private int height;
  private int keptHeight;
  private int taken = PAUSED;
  private int aimed = PAUSED;
  private double worth;

  /**
   * A ladder on which nothing is taken yet.
   *
   * @param shown the layer that the tile showed until now, null if none
   */
  Ladder(Tile tile, @Nullable Layer shown) {
    this.menu = new Menu(tile);
    this.shown = shown;
    this.rungs = new int[menu.size()];
    for (int layer = 0; layer < menu.size(); layer++) {
      if (menu.layer(layer).isActive()) {
        insert(layer);
      }
    }
    removeWorthless();
  }

  private void insert(int layer) {
    int at = height++;
    while (at > 0 && isCheaper(layer, rungs[at - 1])) {
      rungs[at] = rungs[at - 1];
      at--;
    }
    rungs[at] = layer;
  }

  private boolean isCheaper(int layer, int than) {
    long bps = menu.bps(layer);
    long thanBps = menu.bps(than);
    return bps < thanBps || (bps == thanBps && menu.utility(layer) > menu.utility(than));
  }

  private void removeWorthless() {
    int kept = 0;
    for (int i = 0; i < height; i++) {
      if (kept == 0 || menu.utility(rungs[i]) > menu.utility(rungs[kept - 1])) {
        rungs[kept++] = rungs[i];
      }
    }
    height = kept;
    while (keptHeight < height && shown != null && !menu.layer(rungs[keptHeight]).isAbove(shown)) {
      keptHeight++;
    }
  }

  /**
   * Finds the climb that is worth most for its bits.
   *
   * @param keepBps left for going on with what was shown
   * @param raiseBps left for showing more than that
   * @return its worth per bit, 0 if there is none
   */
  double aim(long keepBps, long raiseBps) {
    // What is left only shrinks, so an aim stays the best one for as long as it fits.
    if (taken == height - 1 || isStillAimed(keepBps, raiseBps)) {
      return worth;
    }
    worth = 0;
    for (int rung = taken + 1; rung < height; rung++) {
      boolean kept = isKept(rung);
      if (cost(rung) <= (kept ? keepBps : raiseBps)) {
        double gain = menu.utility(rungs[rung]) - utility();
        double perBit = gain / Math.max(1, cost(rung)) * (kept ? PREFERENCE_OF_SHOWN : 1);
        if (perBit > worth) {
          worth = perBit;
          aimed = rung;
        }
      }
    }
    return worth;
  }

  private boolean isStillAimed(long keepBps, long raiseBps) {
    return worth > 0 && cost(aimed) <= (isKept(aimed) ? keepBps : raiseBps);
  }

  /** Climbs as aimed and returns the bps that it costs. */
  long climb() {
    long cost = cost(aimed);
    taken = aimed;
    worth = 0;
    return cost;
  }

  private long cost(int rung) {
    return menu.bps(rungs[rung]) - (taken == PAUSED ? 0 : menu.bps(rungs[taken]));
  }

  private double utility() {
    return taken == PAUSED ? 0 : menu.utility(rungs[taken]);
  }

  private boolean isKept(int rung) {
    return rung < keptHeight;
  }

  /** What was reached, and why no more. */
  Choice choice() {
    return new Choice(menu.tile().csrc(), layer(), limit());
  }

  private Limit limit() {
    return taken + 1 < height ? Limit.ESTIMATE : menu.limit(layer(), utility());
  }

  private @Nullable Layer layer() {
    return taken == PAUSED ? null : menu.layer(rungs[taken]);
  }

  /** Whether more was reached than what was shown. */
  boolean isRaised() {
    return taken != PAUSED && !isKept(taken);
  }

  /** What going on with what was shown costs now. */
  long shownBps() {
    return keptHeight == 0 ? 0 : menu.bps(rungs[keptHeight - 1]);
  }

  /** What the tile would cost if the network carried everything. */
  long demandBps() {
    return menu.demandBps();
  }
}
