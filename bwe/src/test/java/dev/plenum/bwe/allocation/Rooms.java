package dev.plenum.bwe.allocation;

import dev.plenum.bwe.allocation.Layer.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sources and tiles as tests need them. */
final class Rooms {
  private static final double[] TEMPORAL_SHARE = {0.4, 0.6, 1};

  /** A camera with three simulcast layers of three temporal layers each, 180p to 720p. */
  static final List<Layer> CAMERA = simulcast(150_000, 500_000, 1_500_000);

  private Rooms() {}

  static List<Layer> simulcast(long... spatialBps) {
    List<Layer> layers = new ArrayList<>();
    for (int spatial = 0; spatial < spatialBps.length; spatial++) {
      for (int temporal = 0; temporal < 3; temporal++) {
        long bps = (long) (spatialBps[spatial] * TEMPORAL_SHARE[temporal]);
        layers.add(new Layer(spatial, temporal, 180 << spatial, bps, State.ACTIVE));
      }
    }
    return layers;
  }

  /** The same layers with all from a spatial one upwards in another state. */
  static List<Layer> from(int spatial, State state, List<Layer> layers) {
    return layers.stream()
        .map(
            layer ->
                layer.spatial() < spatial
                    ? layer
                    : new Layer(
                        layer.spatial(),
                        layer.temporal(),
                        layer.heightPixels(),
                        layer.bps(),
                        state))
        .toList();
  }

  static Tile tile(int csrc, int heightPixels) {
    return new Tile(csrc, heightPixels, 0, false, false, CAMERA);
  }

  static Tile speaker(int csrc, int heightPixels) {
    return new Tile(csrc, heightPixels, 0, true, false, CAMERA);
  }

  static Tile screen(int csrc, int heightPixels, List<Layer> layers) {
    return new Tile(csrc, heightPixels, 0, false, true, layers);
  }

  static List<Tile> gallery(int tiles, int heightPixels) {
    List<Tile> gallery = new ArrayList<>();
    for (int csrc = 1; csrc <= tiles; csrc++) {
      gallery.add(tile(csrc, heightPixels));
    }
    return gallery;
  }

  /** Up to so many tiles of any size, with sources whose rates differ and layers may be off. */
  static List<Tile> random(Random random, int most) {
    List<Tile> tiles = new ArrayList<>();
    int count = 1 + random.nextInt(most);
    for (int csrc = 1; csrc <= count; csrc++) {
      double scale = 0.5 + random.nextDouble();
      List<Layer> layers =
          simulcast((long) (150_000 * scale), (long) (500_000 * scale), (long) (1.5e6 * scale));
      State off = State.values()[1 + random.nextInt(3)];
      layers = from(random.nextInt(5), off, layers);
      int heightPixels = 90 << random.nextInt(4);
      tiles.add(
          new Tile(
              csrc,
              heightPixels,
              random.nextInt(3),
              random.nextInt(8) == 0,
              random.nextInt(8) == 0,
              layers));
    }
    return tiles;
  }

  /** The receiver's utility of all that it gets. */
  static double utility(List<Tile> tiles, Allocation allocation) {
    double sum = 0;
    for (int i = 0; i < tiles.size(); i++) {
      Layer layer = allocation.choices().get(i).layer();
      sum += layer == null ? 0 : tiles.get(i).utility(layer);
    }
    return sum;
  }
}
