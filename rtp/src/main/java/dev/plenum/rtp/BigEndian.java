package dev.plenum.rtp;

/**
 * Integers in network byte order inside a {@code byte[]}. Unsigned unless the name says otherwise.
 */
public final class BigEndian {
  private BigEndian() {}

  public static int uint8(byte[] bytes, int offset) {
    return bytes[offset] & 0xff;
  }

  public static int uint16(byte[] bytes, int offset) {
    return (bytes[offset] & 0xff) << 8 | (bytes[offset + 1] & 0xff);
  }

  public static int uint24(byte[] bytes, int offset) {
    return (bytes[offset] & 0xff) << 16 | uint16(bytes, offset + 1);
  }

  /** Signed 24-bit integer. */
  public static int int24(byte[] bytes, int offset) {
    return bytes[offset] << 16 | uint16(bytes, offset + 1);
  }

  /**
   * All 32 bits, as RTP timestamps and SSRCs are kept: compare them for equality or by subtraction.
   */
  public static int int32(byte[] bytes, int offset) {
    return uint16(bytes, offset) << 16 | uint16(bytes, offset + 2);
  }

  public static long uint32(byte[] bytes, int offset) {
    return int32(bytes, offset) & 0xffff_ffffL;
  }

  public static long int64(byte[] bytes, int offset) {
    return (long) int32(bytes, offset) << 32 | uint32(bytes, offset + 4);
  }

  public static void put8(byte[] bytes, int offset, int value) {
    bytes[offset] = (byte) value;
  }

  public static void put16(byte[] bytes, int offset, int value) {
    bytes[offset] = (byte) (value >> 8);
    bytes[offset + 1] = (byte) value;
  }

  public static void put24(byte[] bytes, int offset, int value) {
    bytes[offset] = (byte) (value >> 16);
    put16(bytes, offset + 1, value);
  }

  public static void put32(byte[] bytes, int offset, int value) {
    put16(bytes, offset, value >> 16);
    put16(bytes, offset + 2, value);
  }

  public static void put64(byte[] bytes, int offset, long value) {
    put32(bytes, offset, (int) (value >> 32));
    put32(bytes, offset + 4, (int) value);
  }
}
