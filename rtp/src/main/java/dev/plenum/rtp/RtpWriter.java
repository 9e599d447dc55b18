package dev.plenum.rtp;

/**
 * Composes one RTP packet after another into the caller's bytes, front to back: {@code begin}, the
 * fixed fields, CSRCs, header extensions, payload, padding, {@code end}. Owned by whoever creates
 * it.
 *
 * <p>Extension elements are written in the one-byte form of RFC 8285 for as long as every one of
 * them fits it (ids 1 to 14, 1 to 16 bytes of data); the first that does not turns the whole block
 * into the two-byte form. Room in the target is the caller's care; too little of it throws.
 */
public final class RtpWriter {
  private enum Stage {
    HEADER,
    EXTENSIONS,
    PAYLOAD
  }

  private static final int ONE_BYTE_LARGEST_ID = 14;
  private static final int ONE_BYTE_LARGEST_DATA = 16;

  private byte[] bytes = {};
  private int start;
  private int position;
  private int elements;
  private boolean twoByteForm;
  private Stage stage = Stage.PAYLOAD;

  /** Starts a packet at the offset, its fixed fields zero but for the version. */
  public RtpWriter begin(byte[] bytes, int offset) {
    this.bytes = bytes;
    start = offset;
    position = offset + RtpPacket.FIXED_HEADER_BYTES;
    stage = Stage.HEADER;
    twoByteForm = false;
    BigEndian.put32(bytes, start, RtpPacket.VERSION_2 << 24);
    BigEndian.put64(bytes, start + 4, 0);
    return this;
  }

  public RtpWriter marker(boolean marker) {
    bytes[start + 1] = (byte) ((bytes[start + 1] & 0x7f) | (marker ? RtpPacket.MARKER_BIT : 0));
    return this;
  }

  public RtpWriter payloadType(int payloadType) {
    bytes[start + 1] = (byte) ((bytes[start + 1] & RtpPacket.MARKER_BIT) | (payloadType & 0x7f));
    return this;
  }

  public RtpWriter sequenceNumber(int sequenceNumber) {
    BigEndian.put16(bytes, start + 2, sequenceNumber);
    return this;
  }

  public RtpWriter timestamp(int timestamp) {
    BigEndian.put32(bytes, start + 4, timestamp);
    return this;
  }

  public RtpWriter ssrc(int ssrc) {
    BigEndian.put32(bytes, start + 8, ssrc);
    return this;
  }

  /** Appends a contributing source, at most 15 of them, before any extension. */
  public RtpWriter csrc(int csrc) {
    require(stage == Stage.HEADER && (bytes[start] & 0x0f) < 15, "no place for a CSRC");
    bytes[start]++;
    BigEndian.put32(bytes, position, csrc);
    position += 4;
    return this;
  }

  /** Appends an extension element: id 1 to 255, 0 to 255 bytes of data. */
  public RtpWriter extension(int id, byte[] data, int offset, int dataBytes) {
    int at = beginElement(id, dataBytes);
    System.arraycopy(data, offset, bytes, at, dataBytes);
    return this;
  }

  /** Appends an extension element that is an integer of 1 to 8 bytes. */
  public RtpWriter extension(int id, long value, int valueBytes) {
    int at = beginElement(id, valueBytes);
    for (int i = 0; i < valueBytes; i++) {
      bytes[at + i] = (byte) (value >> (8 * (valueBytes - 1 - i)));
    }
    return this;
  }

  /**
   * Appends the original sequence number that stands before a retransmitted payload (RFC 4588
   * section 4).
   */
  public RtpWriter originalSequenceNumber(int sequenceNumber) {
    closeHeader();
    BigEndian.put16(bytes, position, sequenceNumber);
    position += 2;
    return this;
  }

  public RtpWriter payload(byte[] payload, int offset, int payloadBytes) {
    closeHeader();
    System.arraycopy(payload, offset, bytes, position, payloadBytes);
    position += payloadBytes;
    return this;
  }

  /** Appends 1 to 255 bytes of padding, after the payload. */
  public RtpWriter padding(int paddingBytes) {
    require(paddingBytes > 0 && paddingBytes <= 255, "padding is 1 to 255 bytes");
    closeHeader();
    bytes[start] |= RtpPacket.PADDING_BIT;
    for (int i = 1; i < paddingBytes; i++) {
      bytes[position++] = 0;
    }
    bytes[position++] = (byte) paddingBytes;
    return this;
  }

  /** Ends the header, with its CSRCs and extensions, and tells its length in bytes. */
  public int headerBytes() {
    require(stage != Stage.PAYLOAD, "the header has ended");
    closeHeader();
    return position - start;
  }

  /** Ends the packet and tells its length in bytes. */
  public int end() {
    closeHeader();
    return position - start;
  }

  private int beginElement(int id, int dataBytes) {
    require(id > 0 && id <= 255 && dataBytes >= 0 && dataBytes <= 255, "extension id or size");
    openExtensions();
    boolean fitsOneByte =
        id <= ONE_BYTE_LARGEST_ID && dataBytes > 0 && dataBytes <= ONE_BYTE_LARGEST_DATA;
    if (!twoByteForm && !fitsOneByte) {
      toTwoByteForm();
    }
    if (twoByteForm) {
      bytes[position++] = (byte) id;
      bytes[position++] = (byte) dataBytes;
    } else {
      bytes[position++] = (byte) (id << 4 | dataBytes - 1);
    }
    int at = position;
    position += dataBytes;
    return at;
  }

  private void openExtensions() {
    if (stage == Stage.EXTENSIONS) {
      return;
    }
    require(stage == Stage.HEADER, "extensions come before the payload");
    stage = Stage.EXTENSIONS;
    bytes[start] |= RtpPacket.EXTENSION_BIT;
    BigEndian.put16(bytes, position, RtpPacket.ONE_BYTE_PROFILE);
    position += 4;
    elements = position;
  }

  private void toTwoByteForm() {
    twoByteForm = true;
    BigEndian.put16(bytes, elements - 4, RtpPacket.TWO_BYTE_PROFILE);
    for (int at = elements; at < position; ) {
      int id = BigEndian.uint8(bytes, at) >> 4;
      int dataBytes = (bytes[at] & 0x0f) + 1;
      System.arraycopy(bytes, at + 1, bytes, at + 2, position - at - 1);
      bytes[at] = (byte) id;
      bytes[at + 1] = (byte) dataBytes;
      position++;
      at += 2 + dataBytes;
    }
  }

  private void closeHeader() {
    if (stage == Stage.EXTENSIONS) {
      while ((position - elements & 3) != 0) {
        bytes[position++] = 0;
      }
      BigEndian.put16(bytes, elements - 2, (position - elements) / 4);
    }
    stage = Stage.PAYLOAD;
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalStateException(rule);
    }
  }
}
