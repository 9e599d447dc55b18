package dev.plenum.rtp.rtcp;

import dev.plenum.rtp.BigEndian;

/** The sources that leave (RFC 3550 section 6.6). */
public final class Goodbye {
  private byte[] bytes = {};
  private int offset;
  private int count;

  /**
   * Wraps the current part; false if it is no goodbye or too short for the sources that it counts.
   */
  public boolean wrap(RtcpPacket packet) {
    bytes = packet.bytes();
    offset = packet.bodyOffset();
    count = packet.count();
    return packet.packetType() == RtcpKind.GOODBYE.packetType && packet.bodyBytes() >= 4 * count;
  }

  public int count() {
    return count;
  }

  public int ssrc(int index) {
    return BigEndian.int32(bytes, offset + 4 * index);
  }
}
