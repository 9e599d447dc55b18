package dev.plenum.sfu.room;

import dev.plenum.bwe.allocation.Layer;
import dev.plenum.bwe.allocation.Tile;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Owner: the room's loop. Lets one small picture go on for a while when the estimate carries none:
 * estimates fall too far at first, and without media nothing more is learned of the network.
 */
final class LastPicture {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** With sound. More would fill the network's queue where the estimate is right. */
  private static final long SMALL_BPS = 350_000;

  private long enoughNanos;

  LastPicture(long nowNanos) {
    enoughNanos = nowNanos;
  }

  /**
   * What may be reckoned with instead of the estimate.
   *
   * @param audioBps what sound takes of it first
   */
  long bearableBps(List<Tile> tiles, long estimateBps, long audioBps, long nowNanos) {
    long leastBps = audioBps + cheapestBps(tiles);
    if (estimateBps >= leastBps) {
      enoughNanos = nowNanos;
    }
    boolean bearable = leastBps <= SMALL_BPS && nowNanos - enoughNanos < PATIENCE_NANOS;
    return bearable ? Math.max(estimateBps, leastBps) : estimateBps;
  }

  private static long cheapestBps(List<Tile> tiles) {
    long cheapestBps = Long.MAX_VALUE;
    for (Tile tile : tiles) {
      for (Layer layer : tile.layers()) {
        if (layer.state() == Layer.State.ACTIVE) {
          cheapestBps = Math.min(cheapestBps, layer.bps());
        }
      }
    }
    return cheapestBps == Long.MAX_VALUE ? 0 : cheapestBps;
  }
}
