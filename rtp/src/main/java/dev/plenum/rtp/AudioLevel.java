package dev.plenum.rtp;

/**
 * The loudness of a packet's audio (RFC 6464), readable while the payload is encrypted.
 *
 * <pre>
 *   0 1 2 3 4 5 6 7
 *  +-+-+-+-+-+-+-+-+
 *  |V|    level    |
 *  +-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class AudioLevel {
  /** The level of digital silence. */
  public static final int SILENCE = 127;

  private AudioLevel() {}

  /** Decibels below overload: 0 is the loudest, 127 silence. */
  public static int level(byte[] bytes, int offset) {
    return bytes[offset] & 0x7f;
  }

  /** Whether the sender believes that somebody speaks. */
  public static boolean voice(byte[] bytes, int offset) {
    return (bytes[offset] & 0x80) != 0;
  }

  /** The element's only byte. */
  public static int encode(int level, boolean voice) {
    return (voice ? 0x80 : 0) | (level & 0x7f);
  }
}
