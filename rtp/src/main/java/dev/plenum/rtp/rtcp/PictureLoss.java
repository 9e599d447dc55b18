package dev.plenum.rtp.rtcp;

import dev.plenum.rtp.BigEndian;

/**
 * Picture loss indication: a receiver can no longer decode and wants a key frame (RFC 4585 section
 * 6.3.1).
 */
public final class PictureLoss {
  private byte[] bytes = {};
  private int offset;

  /** Wraps the current part; false if it is no PLI. */
  public boolean wrap(RtcpPacket packet) {
    bytes = packet.bytes();
    offset = packet.bodyOffset();
    return packet.kind() == RtcpKind.PICTURE_LOSS && packet.bodyBytes() >= 8;
  }

  public int senderSsrc() {
    return BigEndian.int32(bytes, offset);
  }

  public int mediaSsrc() {
    return BigEndian.int32(bytes, offset + 4);
  }
}
