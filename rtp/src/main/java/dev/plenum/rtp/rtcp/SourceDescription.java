package dev.plenum.rtp.rtcp;

import dev.plenum.rtp.BigEndian;

/**
 * Walks over the items of a source description (RFC 3550 section 6.5): per source a chunk of items,
 * ended by a null byte and padded to a multiple of four.
 *
 * <pre>
 *  |                     SSRC/CSRC of the chunk                    |
 *  |     type      |    length     | text in UTF-8             ... |
 * </pre>
 */
public final class SourceDescription {
  /** Type of the item that names a source for as long as it lives. */
  public static final int CNAME = 1;

  private static final int SSRC_BYTES = 4;

  private byte[] bytes = {};
  private int bodyOffset;
  private int end;
  private int at;
  private int chunksLeft;
  private int ssrc;
  private int type;
  private int textOffset;
  private int textBytes;

  /** Wraps the current part; false if it is no source description. */
  public boolean wrap(RtcpPacket packet) {
    bytes = packet.bytes();
    bodyOffset = packet.bodyOffset();
    end = bodyOffset + packet.bodyBytes();
    at = bodyOffset;
    chunksLeft = 0;
    type = 0;
    if (packet.packetType() != RtcpKind.SOURCE_DESCRIPTION.packetType) {
      return false;
    }
    chunksLeft = packet.count();
    return true;
  }

  /**
   * Steps to the next item of any source; false behind the last, or where the rest is malformed.
   */
  public boolean next() {
    while (type != 0 || beginChunk()) {
      type = at < end ? BigEndian.uint8(bytes, at) : 0;
      if (type != 0) {
        return readItem();
      }
      // The null byte and up to three more round the chunk up to whole words.
      at = bodyOffset + (at - bodyOffset + 4 & ~3);
    }
    return false;
  }

  private boolean beginChunk() {
    if (chunksLeft == 0 || at + SSRC_BYTES > end) {
      return false;
    }
    chunksLeft--;
    ssrc = BigEndian.int32(bytes, at);
    at += SSRC_BYTES;
    return true;
  }

  private boolean readItem() {
    if (at + 2 > end || at + 2 + BigEndian.uint8(bytes, at + 1) > end) {
      chunksLeft = 0;
      type = 0;
      return false;
    }
    textBytes = BigEndian.uint8(bytes, at + 1);
    textOffset = at + 2;
    at = textOffset + textBytes;
    return true;
  }

  public int ssrc() {
    return ssrc;
  }

  /** The item's type, {@link #CNAME} and others. */
  public int type() {
    return type;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int textOffset() {
    return textOffset;
  }

  public int textBytes() {
    return textBytes;
  }
}
