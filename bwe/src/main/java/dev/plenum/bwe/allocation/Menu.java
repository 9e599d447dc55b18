package dev.plenum.bwe.allocation;

import org.jspecify.annotations.Nullable;

/** All layers of a tile's source, active or not, with their utilities for this tile. */
final class Menu {
  private final Tile tile;
  private final double[] utilities;
  private final long[] bps;

  Menu(Tile tile) {
    this.tile = tile;
    this.utilities = new double[tile.layers().size()];
    this.bps = new long[utilities.length];
    for (int i = 0; i < utilities.length; i++) {
      bps[i] = layer(i).bps();
      utilities[i] = tile.utility(layer(i));
    }
  }

  Tile tile() {
    return tile;
  }

  int size() {
    return utilities.length;
  }

  Layer layer(int index) {
    return tile.layers().get(index);
  }

  long bps(int index) {
    return bps[index];
  }

  double utility(int index) {
    return utilities[index];
  }

  /**
   * Why a tile gets no more than the best active layer.
   *
   * @param layer that it gets, null if none is active
   */
  Limit limit(@Nullable Layer layer, double utility) {
    int next = -1;
    for (int i = 0; i < size(); i++) {
      if (utilities[i] > utility && (next < 0 || utilities[i] < utilities[next])) {
        next = i;
      }
    }
    if (next >= 0) {
      return layer(next).state().limit();
    }
    return layer != null && tile.isFilledBy(layer) ? Limit.ASKED_SIZE : Limit.PUBLISHER;
  }

  /** The cost of the best layer that demand can bring. */
  long demandBps() {
    int best = -1;
    for (int i = 0; i < size(); i++) {
      if (layer(i).followsDemand() && (best < 0 || isBetter(i, best))) {
        best = i;
      }
    }
    return best < 0 ? 0 : bps[best];
  }

  private boolean isBetter(int index, int than) {
    double gain = utilities[index] - utilities[than];
    return gain > 0 || (gain == 0 && bps[index] < bps[than]);
  }
}
