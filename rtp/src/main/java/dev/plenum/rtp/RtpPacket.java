package dev.plenum.rtp;

/**
 * An RTP packet in place (RFC 3550 section 5.1). A flyweight: whoever creates it owns it, wraps it
 * around one packet after another, and lets no other thread see it.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                           timestamp                           |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |           synchronization source (SSRC) identifier            |
 *  +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
 *  |           contributing source (CSRC) identifiers, 0 to 15     |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |     0xBEDE or 0x100x (if X)   |        length in words        |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                 header extension elements (RFC 8285)          |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |             payload, then padding whose last byte counts it   |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class RtpPacket {
  /** Bytes of the header without CSRCs and extensions. */
  public static final int FIXED_HEADER_BYTES = 12;

  static final int VERSION_2 = 0x80;
  static final int PADDING_BIT = 0x20;
  static final int EXTENSION_BIT = 0x10;
  static final int MARKER_BIT = 0x80;
  static final int ONE_BYTE_PROFILE = 0xBEDE;
  static final int TWO_BYTE_PROFILE = 0x1000;

  private static final int VERSION_MASK = 0xc0;
  private static final int TWO_BYTE_PROFILE_MASK = 0xfff0;
  private static final int ONE_BYTE_RESERVED_ID = 15;
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int offset;
  private int length;
  private int headerBytes;
  private int paddingBytes;
  private int foundBytes;

  /**
   * Wraps a whole packet in the clear. Answers false, with nothing usable wrapped, if version, CSRC
   * count, extension length or padding do not fit into the length.
   */
  public boolean wrap(byte[] bytes, int offset, int length) {
    return wrapHeader(bytes, offset, length) && readPadding();
  }

  /**
   * Wraps a packet whose payload is still encrypted (RFC 3711): everything behind the header counts
   * as payload, and padding is not looked at, since its count is encrypted too.
   */
  public boolean wrapHeader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    paddingBytes = 0;
    if (length < FIXED_HEADER_BYTES || (bytes[offset] & VERSION_MASK) != VERSION_2) {
      return false;
    }
    headerBytes = FIXED_HEADER_BYTES + 4 * csrcCount();
    if (hasExtension()) {
      if (headerBytes + 4 > length) {
        return false;
      }
      headerBytes += 4 + 4 * BigEndian.uint16(bytes, offset + headerBytes + 2);
    }
    return headerBytes <= length;
  }

  private boolean readPadding() {
    if ((bytes[offset] & PADDING_BIT) == 0) {
      return true;
    }
    paddingBytes = BigEndian.uint8(bytes, offset + length - 1);
    return paddingBytes != 0 && headerBytes + paddingBytes <= length;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  public boolean marker() {
    return (bytes[offset + 1] & MARKER_BIT) != 0;
  }

  public void marker(boolean marker) {
    bytes[offset + 1] =
        (byte) (marker ? bytes[offset + 1] | MARKER_BIT : bytes[offset + 1] & ~MARKER_BIT);
  }

  public int payloadType() {
    return bytes[offset + 1] & 0x7f;
  }

  public void payloadType(int payloadType) {
    bytes[offset + 1] = (byte) ((bytes[offset + 1] & MARKER_BIT) | (payloadType & 0x7f));
  }

  public int sequenceNumber() {
    return BigEndian.uint16(bytes, offset + 2);
  }

  public void sequenceNumber(int sequenceNumber) {
    BigEndian.put16(bytes, offset + 2, sequenceNumber);
  }

  public int timestamp() {
    return BigEndian.int32(bytes, offset + 4);
  }

  public void timestamp(int timestamp) {
    BigEndian.put32(bytes, offset + 4, timestamp);
  }

  public int ssrc() {
    return BigEndian.int32(bytes, offset + 8);
  }

  public void ssrc(int ssrc) {
    BigEndian.put32(bytes, offset + 8, ssrc);
  }

  public int csrcCount() {
    return bytes[offset] & 0x0f;
  }

  public int csrc(int index) {
    return BigEndian.int32(bytes, offset + FIXED_HEADER_BYTES + 4 * index);
  }

  public boolean hasExtension() {
    return (bytes[offset] & EXTENSION_BIT) != 0;
  }

  /** Bytes of the header with its CSRCs and extensions. */
  public int headerBytes() {
    return headerBytes;
  }

  /** Where the payload begins in {@link #bytes()}. */
  public int payloadOffset() {
    return offset + headerBytes;
  }

  /** Bytes of the payload without padding. */
  public int payloadBytes() {
    return length - headerBytes - paddingBytes;
  }

  /**
   * Cuts the packet down, in place, to a part of its payload without padding.
   *
   * @param from where the part begins in {@link #bytes()}
   */
  public void cut(int from, int payloadBytes) {
    System.arraycopy(bytes, from, bytes, payloadOffset(), payloadBytes);
    bytes[offset] &= ~PADDING_BIT;
    length = headerBytes + payloadBytes;
    paddingBytes = 0;
  }

  public int paddingBytes() {
    return paddingBytes;
  }

  /**
   * Where the data of the extension element with this id begins in {@link #bytes()}, or -1 if there
   * is none.
   */
  public int extensionOffset(int id) {
    if (!hasExtension()) {
      return -1;
    }
    int profileOffset = offset + FIXED_HEADER_BYTES + 4 * csrcCount();
    int profile = BigEndian.uint16(bytes, profileOffset);
    if (profile == ONE_BYTE_PROFILE) {
      return findOneByteElement(id, profileOffset + 4);
    }
    if ((profile & TWO_BYTE_PROFILE_MASK) == TWO_BYTE_PROFILE) {
      return findTwoByteElement(id, profileOffset + 4);
    }
    return -1;
  }

  /** Bytes of data of the extension element with this id, or -1 if there is none. */
  public int extensionBytes(int id) {
    return extensionOffset(id) < 0 ? -1 : foundBytes;
  }

  private int findOneByteElement(int id, int from) {
    int end = payloadOffset();
    for (int at = from; at < end; ) {
      int header = BigEndian.uint8(bytes, at++);
      if (header == 0) {
        continue;
      }
      int elementId = header >> 4;
      int elementBytes = (header & 0x0f) + 1;
      if (elementId == 0 || elementId == ONE_BYTE_RESERVED_ID || at + elementBytes > end) {
        return -1;
      }
      if (elementId == id) {
        foundBytes = elementBytes;
        return at;
      }
      at += elementBytes;
    }
    return -1;
  }

  private int findTwoByteElement(int id, int from) {
    int end = payloadOffset();
    for (int at = from; at + 1 < end; ) {
      int elementId = BigEndian.uint8(bytes, at++);
      if (elementId == 0) {
        continue;
      }
      int elementBytes = BigEndian.uint8(bytes, at++);
      if (at + elementBytes > end) {
        return -1;
      }
      if (elementId == id) {
        foundBytes = elementBytes;
        return at;
      }
      at += elementBytes;
    }
    return -1;
  }
}
