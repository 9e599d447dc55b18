package dev.plenum.rtp.codec;

import dev.plenum.rtp.BigEndian;

/** Writes the headers of redundant audio's blocks (RFC 2198 section 3); {@link RedBlocks} reads. */
public final class RedHeader {
  /** Of a block that is a copy of an earlier packet's audio. */
  public static final int REDUNDANT_BYTES = 4;

  /** Of the block behind all copies, the packet's own audio. */
  public static final int PRIMARY_BYTES = 1;

  private static final int FOLLOWED = 0x80;
  private static final int TIMESTAMP_OFFSET_BITS = 14;
  private static final int LENGTH_BITS = 10;

  private RedHeader() {}

  /**
   * Whether the header of a copy can tell these.
   *
   * @param timestampOffset how far the copy's timestamp lies before that of the packet
   */
  public static boolean fits(int timestampOffset, int blockBytes) {
    return timestampOffset > 0
        && timestampOffset < 1 << TIMESTAMP_OFFSET_BITS
        && blockBytes < 1 << LENGTH_BITS;
  }

  /** Writes the header of a copy that {@link #fits}. */
  public static void writeRedundant(
      byte[] bytes, int offset, int payloadType, int timestampOffset, int blockBytes) {
    BigEndian.put8(bytes, offset, FOLLOWED | payloadType);
    BigEndian.put24(bytes, offset + 1, timestampOffset << LENGTH_BITS | blockBytes);
  }

  /** Writes the last header. */
  public static void writePrimary(byte[] bytes, int offset, int payloadType) {
    BigEndian.put8(bytes, offset, payloadType);
  }
}
