package dev.plenum.bwe.orchestration;

import java.util.List;

/**
 * A participant as receiver.
 *
 * @param downlinkBps what its network carries
 * @param audioBps what audio takes of that, before any picture
 * @param wishes its tiles; each source once
 */
public record Subscriber(String participant, long downlinkBps, long audioBps, List<Wish> wishes) {

  public Subscriber {
    wishes = List.copyOf(wishes);
  }

  /**
   * A tile.
   *
   * @param csrc the source it shows
   * @param heightPixels the size at which it is shown
   * @param weight how much more it counts than an ordinary tile, see {@link
   *     dev.plenum.bwe.allocation.Weight}
   */
  public record Wish(int csrc, int heightPixels, int weight) {}
}
