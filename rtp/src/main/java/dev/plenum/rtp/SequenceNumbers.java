package dev.plenum.rtp;

/**
 * Serial arithmetic (RFC 1982) of 16-bit sequence numbers and 32-bit timestamps, which wrap around.
 * Of two numbers exactly half the range apart neither is the newer one.
 */
public final class SequenceNumbers {
  private SequenceNumbers() {}

  /** How far {@code to} lies ahead of {@code from}, negative if behind: -32768 to 32767. */
  public static int distance(int from, int to) {
    return (short) (to - from);
  }

  public static boolean isNewer(int sequenceNumber, int than) {
    return distance(than, sequenceNumber) > 0;
  }

  public static int plus(int sequenceNumber, int count) {
    return sequenceNumber + count & 0xffff;
  }

  /** How far the timestamp {@code to} lies ahead of {@code from}, negative if behind. */
  public static int timestampDistance(int from, int to) {
    return to - from;
  }

  public static boolean isNewerTimestamp(int timestamp, int than) {
    return timestamp - than > 0;
  }
}
