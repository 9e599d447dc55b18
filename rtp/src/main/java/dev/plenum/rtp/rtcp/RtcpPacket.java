package dev.plenum.rtp.rtcp;

import dev.plenum.rtp.BigEndian;

/**
 * Walks over the parts of a compound RTCP packet in place (RFC 3550 section 6.1; reduced size too,
 * RFC 5506). A flyweight owned by whoever creates it.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |V=2|P|  count  |  packet type  |      length in words - 1      |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                 body, then padding (if P)                     |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>Use: {@code if (rtcp.wrap(…)) while (rtcp.next()) switch (rtcp.kind()) …}.
 */
public final class RtcpPacket {
  /** Bytes of a part's header. */
  public static final int HEADER_BYTES = 4;

  private static final int VERSION_MASK = 0xc0;
  private static final int VERSION_2 = 0x80;
  private static final int PADDING_BIT = 0x20;

  private byte[] bytes = {};
  private int end;
  private int next;
  private int offset;
  private int paddingBytes;

  /**
   * Wraps a whole compound packet and stands before its first part. Answers false if the versions
   * and lengths of the parts do not add up to exactly this packet.
   */
  public boolean wrap(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.end = offset + length;
    next = offset;
    if (length < HEADER_BYTES) {
      next = end;
      return false;
    }
    for (int at = offset; at < end; at += partBytes(at)) {
      if (!isPart(at)) {
        next = end;
        return false;
      }
    }
    return true;
  }

  /** Steps to the next part; false behind the last. */
  public boolean next() {
    if (next >= end) {
      return false;
    }
    offset = next;
    next += partBytes(offset);
    paddingBytes = paddingBytes(offset);
    return true;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** The part's packet type, 200 for a sender report and so on. */
  public int packetType() {
    return BigEndian.uint8(bytes, offset + 1);
  }

  /** The five bits that count report blocks or sources, or tell the feedback format. */
  public int count() {
    return bytes[offset] & 0x1f;
  }

  public RtcpKind kind() {
    return RtcpKind.of(packetType(), count(), bytes, bodyOffset(), bodyBytes());
  }

  /** Where the part begins, header included. */
  public int offset() {
    return offset;
  }

  /** Where the part's body begins in {@link #bytes()}, behind the header of four bytes. */
  public int bodyOffset() {
    return offset + HEADER_BYTES;
  }

  /** Bytes of the part's body without padding. */
  public int bodyBytes() {
    return next - offset - HEADER_BYTES - paddingBytes;
  }

  private boolean isPart(int at) {
    return at + HEADER_BYTES <= end
        && (bytes[at] & VERSION_MASK) == VERSION_2
        && at + partBytes(at) <= end
        && hasValidPadding(at);
  }

  private boolean hasValidPadding(int at) {
    if ((bytes[at] & PADDING_BIT) == 0) {
      return true;
    }
    int padding = paddingBytes(at);
    return padding != 0 && padding <= partBytes(at) - HEADER_BYTES;
  }

  private int partBytes(int at) {
    return HEADER_BYTES + 4 * BigEndian.uint16(bytes, at + 2);
  }

  private int paddingBytes(int at) {
    boolean padded = (bytes[at] & PADDING_BIT) != 0;
    return padded ? BigEndian.uint8(bytes, at + partBytes(at) - 1) : 0;
  }
}
