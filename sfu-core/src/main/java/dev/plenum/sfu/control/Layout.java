package dev.plenum.sfu.control;

import java.util.List;

/**
 * What a participant wants to see and hear.
 *
 * @param tiles the wanted video sources; those beyond the number of video slots are left out,
 *     higher priority first, then in order
 * @param pinnedMicrophone a microphone's number that the first audio slot carries, {@link #LOUDEST}
 *     or {@link #SILENCE}
 */
public record Layout(List<Tile> tiles, int pinnedMicrophone) {

  /** Instead of one microphone, the loudest. */
  public static final int LOUDEST = 0;

  /** Instead of one microphone, none. */
  public static final int SILENCE = -1;

  public static final Layout NOTHING = new Layout(List.of(), LOUDEST);

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
