package dev.plenum.rtp;

/**
 * How a receiver must turn the picture (3GPP TS 26.114 section 7.4.5).
 *
 * <pre>
 *   0 1 2 3 4 5 6 7
 *  +-+-+-+-+-+-+-+-+
 *  |0 0 0 0|C|F|R R|
 *  +-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class VideoOrientation {
  private VideoOrientation() {}

  /** Clockwise turn that shows the picture upright: 0, 90, 180 or 270. */
  public static int rotationDegrees(byte[] bytes, int offset) {
    return (bytes[offset] & 0x03) * 90;
  }

  /** Whether the picture must be mirrored. */
  public static boolean flipped(byte[] bytes, int offset) {
    return (bytes[offset] & 0x04) != 0;
  }

  /** Whether the camera looks away from its user. */
  public static boolean backCamera(byte[] bytes, int offset) {
    return (bytes[offset] & 0x08) != 0;
  }
}
