package dev.plenum.bwe.allocation;

import org.jspecify.annotations.Nullable;

/**
 * What a tile gets.
 *
 * @param csrc the tile's source
 * @param layer to be forwarded, null while the tile is paused
 * @param limit why it is not more
 */
public record Choice(int csrc, @Nullable Layer layer, Limit limit) {

  /** Whether a picture is there and the network does not carry it. */
  public boolean isPausedByBandwidth() {
    return layer == null && limit == Limit.ESTIMATE;
  }
}
