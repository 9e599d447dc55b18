package dev.plenum.load;

import java.util.List;

/**
 * How large each of the pictures is that somebody looks at, on a page of 720 lines.
 *
 * @param width in pixels
 * @param height in pixels
 */
record TileSize(int width, int height) {
  private static final int PAGE_WIDTH = 1280;
  private static final int PAGE_HEIGHT = 720;

  /**
   * @param tiles on the page, in as many rows as columns; none take no room
   */
  static TileSize of(int tiles) {
    int across = (int) Math.ceil(Math.sqrt(Math.max(1, tiles)));
    return new TileSize(PAGE_WIDTH / across, PAGE_HEIGHT / across);
  }

  /** The place of the smallest layer that fills such a tile, of those that are there. */
  int layer(List<Layer> ascending) {
    int layer = 0;
    while (layer < ascending.size() - 1 && ascending.get(layer).width() < width) {
      layer++;
    }
    return layer;
  }
}
