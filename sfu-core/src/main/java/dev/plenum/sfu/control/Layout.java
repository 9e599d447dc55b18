package dev.plenum.sfu.control;

import java.util.List;

/**
 * What a participant wants to see and hear.
 *
 * @param tiles the wanted video sources; those beyond the number of video slots are left out,
 *     higher priority first, then in order
 * @param pinnedMicrophone a microphone's number that the first audio slot carries, 0 for the
 *     loudest
 */
public record Layout(List<Tile> tiles, int pinnedMicrophone) {

  public static final Layout NOTHING = new Layout(List.of(), 0);

  public Layout {
    tiles = List.copyOf(tiles);
  }

  /**
   * A video source at a size in device pixels.
   *
   * @param priority higher is more important
   */
  public record Tile(int csrc, int width, int height, int priority) {}
}
