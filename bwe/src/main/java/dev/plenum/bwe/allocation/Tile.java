package dev.plenum.bwe.allocation;

import java.util.List;

/**
 * A source that a receiver asked to see.
 *
 * @param csrc the source's number in the room
 * @param heightPixels the size at which it is shown
 * @param priority higher is more important
 * @param speaker whether the source's participant is the active speaker
 * @param screen whether it is a shared screen, whose sharpness counts more than its motion
 * @param layers all that the source has, active or not, in any order; receivers may share the list
 */
public record Tile(
    int csrc, int heightPixels, int priority, boolean speaker, boolean screen, List<Layer> layers) {

  /** So much smaller than its tile a picture may be without looking blurred. */
  private static final double TOLERANCE = 0.9;

  /** What half of the frames are worth. */
  private static final double CAMERA_HALF_MOTION = 0.7;

  private static final double SCREEN_HALF_MOTION = 0.9;

  public Tile {
    layers = List.copyOf(layers);
  }

  /** The least height of a picture that does not look blurred in a tile of this height. */
  public static double leastHeightPixels(int tileHeightPixels) {
    return tileHeightPixels * TOLERANCE;
  }

  /** Whether more pixels than the layer has would not be seen. */
  boolean isFilledBy(Layer layer) {
    return layer.heightPixels() >= leastHeightPixels(heightPixels);
  }

  /**
   * What the receiver has of a layer in this tile. It grows with the root of the height that is
   * seen, so that small pictures for all come before a large one for some.
   */
  double utility(Layer layer) {
    double seenPixels = isFilledBy(layer) ? heightPixels : layer.heightPixels();
    double utility = Weight.of(priority, speaker, screen) * Math.sqrt(seenPixels);
    for (int missing = missingTemporal(layer); missing > 0; missing--) {
      utility *= screen ? SCREEN_HALF_MOTION : CAMERA_HALF_MOTION;
    }
    return utility;
  }

  private int missingTemporal(Layer layer) {
    int highest = layer.temporal();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).spatial() == layer.spatial()) {
        highest = Math.max(highest, layers.get(i).temporal());
      }
    }
    return highest - layer.temporal();
  }
}
