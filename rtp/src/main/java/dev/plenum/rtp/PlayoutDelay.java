package dev.plenum.rtp;

/**
 * Bounds of the time from a frame's capture to its showing (libwebrtc docs,
 * rtp-hdrext/playout-delay). The receiver keeps to them until it is told others.
 *
 * <pre>
 *   0                   1                   2
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |  min delay, 10 ms     |  max delay, 10 ms     |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class PlayoutDelay {
  /** Bytes of the element's data. */
  public static final int BYTES = 3;

  private static final int UNIT_MILLIS = 10;
  private static final int MASK = 0xfff;

  private PlayoutDelay() {}

  public static int minMillis(byte[] bytes, int offset) {
    return (BigEndian.uint24(bytes, offset) >> 12) * UNIT_MILLIS;
  }

  public static int maxMillis(byte[] bytes, int offset) {
    return (BigEndian.uint24(bytes, offset) & MASK) * UNIT_MILLIS;
  }

  /** The element's three bytes, of delays up to 40,950 ms, rounded down to 10 ms. */
  public static int encode(int minMillis, int maxMillis) {
    return ((minMillis / UNIT_MILLIS) << 12) | (maxMillis / UNIT_MILLIS);
  }
}
