package dev.plenum.sfu.stream;

import dev.plenum.rtp.SequenceNumbers;

/**
 * How a layer's timestamps become those of a slot. Immutable.
 *
 * <p>A receiver that is served from the history gets up to two seconds within a moment. Would their
 * timestamps lie as far apart as they were captured, it would go on showing everything that late.
 * So they are squeezed together behind the live ones.
 *
 * @param offset added to each live timestamp
 * @param replayed whether earlier ones than {@code liveFrom} are squeezed
 * @param liveFrom the layer's first live timestamp
 */
record TimestampMap(int offset, boolean replayed, int liveFrom) {
  /** Frames at 60 per second are still 46 units apart, and two seconds take 63 ms. */
  private static final int SQUEEZE_SHIFT = 5;

  int map(int timestamp) {
    return replayed && SequenceNumbers.isNewerTimestamp(liveFrom, timestamp)
        ? liveFrom - squeeze(liveFrom - timestamp) + offset
        : timestamp + offset;
  }

  static int squeeze(int units) {
    return units >> SQUEEZE_SHIFT;
  }
}
