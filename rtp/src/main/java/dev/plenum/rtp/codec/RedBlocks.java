package dev.plenum.rtp.codec;

import dev.plenum.rtp.BigEndian;

/**
 * Walks over the blocks of a redundant audio payload (RFC 2198 section 3), oldest first, the
 * primary one last. A flyweight owned by whoever creates it.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |1|   block PT  |  timestamp offset         |   block length    |  redundant
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |0|   block PT  |  then the blocks' data in the order of their headers
 *  +-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class RedBlocks {
  private static final int REDUNDANT_HEADER_BYTES = 4;
  private static final int FOLLOWED = 0x80;

  private byte[] bytes = {};
  private int end;
  private int header;
  private int nextHeader;
  private int dataOffset;
  private int nextData;

  /**
   * Wraps a payload and stands before its first block; false if headers and blocks do not fit into
   * it.
   */
  public boolean wrap(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    end = offset + length;
    nextHeader = end;
    int at = offset;
    int dataBytes = 0;
    while (at + REDUNDANT_HEADER_BYTES <= end && (bytes[at] & FOLLOWED) != 0) {
      dataBytes += redundantBytes(at);
      at += REDUNDANT_HEADER_BYTES;
    }
    if (at >= end || (bytes[at] & FOLLOWED) != 0 || at + 1 + dataBytes > end) {
      return false;
    }
    nextHeader = offset;
    nextData = at + 1;
    return true;
  }

  /** Steps to the next block; false behind the primary one. */
  public boolean next() {
    if (nextHeader >= end) {
      return false;
    }
    header = nextHeader;
    dataOffset = nextData;
    if (isPrimary()) {
      nextHeader = end;
      nextData = end;
    } else {
      nextHeader += REDUNDANT_HEADER_BYTES;
      nextData += redundantBytes(header);
    }
    return true;
  }

  /** Whether this is the packet's own audio rather than a copy of an earlier packet's. */
  public boolean isPrimary() {
    return (bytes[header] & FOLLOWED) == 0;
  }

  public int payloadType() {
    return bytes[header] & 0x7f;
  }

  /** How far the block's timestamp lies before that of the packet. */
  public int timestampOffset() {
    return isPrimary() ? 0 : BigEndian.uint24(bytes, header + 1) >> 10;
  }

  public int dataOffset() {
    return dataOffset;
  }

  public int dataBytes() {
    return nextData - dataOffset;
  }

  private int redundantBytes(int at) {
    return BigEndian.uint16(bytes, at + 2) & 0x3ff;
  }
}
