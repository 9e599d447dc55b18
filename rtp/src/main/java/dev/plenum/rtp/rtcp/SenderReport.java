package dev.plenum.rtp.rtcp;

import dev.plenum.rtp.BigEndian;

/**
 * The sender's part of a sender report (RFC 3550 section 6.4.1). Its report blocks are read by
 * {@link ReportBlocks}.
 *
 * <pre>
 *  | SSRC of sender                                         |  0
 *  | NTP timestamp, seconds since 1900, 32.32 bits          |  4
 *  | RTP timestamp of the same instant                      | 12
 *  | sender's packet count                                  | 16
 *  | sender's octet count, payloads only                    | 20
 * </pre>
 */
public final class SenderReport {
  static final int BYTES = 24;

  private byte[] bytes = {};
  private int offset;

  /** Wraps the current part; false if it is no sender report or too short. */
  public boolean wrap(RtcpPacket packet) {
    bytes = packet.bytes();
    offset = packet.bodyOffset();
    return packet.packetType() == RtcpKind.SENDER_REPORT.packetType && packet.bodyBytes() >= BYTES;
  }

  public int ssrc() {
    return BigEndian.int32(bytes, offset);
  }

  /** Wall-clock time since 1900: seconds in the upper, their fraction in the lower 32 bits. */
  public long ntpTimestamp() {
    return BigEndian.int64(bytes, offset + 4);
  }

  public int rtpTimestamp() {
    return BigEndian.int32(bytes, offset + 12);
  }

  public long packetCount() {
    return BigEndian.uint32(bytes, offset + 16);
  }

  public long octetCount() {
    return BigEndian.uint32(bytes, offset + 20);
  }
}
