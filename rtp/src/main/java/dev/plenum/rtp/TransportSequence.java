package dev.plenum.rtp;

/**
 * A packet's 16-bit number within its transport, over all streams
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 section 2).
 */
public final class TransportSequence {
  /** Bytes of the element's data. */
  public static final int BYTES = 2;

  private TransportSequence() {}

  public static int read(byte[] bytes, int offset) {
    return BigEndian.uint16(bytes, offset);
  }

  public static void write(byte[] bytes, int offset, int sequence) {
    BigEndian.put16(bytes, offset, sequence);
  }
}
