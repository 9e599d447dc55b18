package dev.plenum.rtp.rtcp;

import dev.plenum.rtp.BigEndian;

/**
 * Walks over the report blocks of a sender or receiver report (RFC 3550 section 6.4.1).
 *
 * <pre>
 *  | SSRC that is reported on                               |  0
 *  | fraction lost | cumulative lost, signed 24 bits        |  4
 *  | extended highest sequence number received              |  8
 *  | interarrival jitter, timestamp units                   | 12
 *  | last SR: middle 32 bits of its NTP timestamp           | 16
 *  | delay since last SR, 1/65536 s                         | 20
 * </pre>
 */
public final class ReportBlocks {
  static final int BLOCK_BYTES = 24;

  private static final int SSRC_BYTES = 4;

  private byte[] bytes = {};
  private int reporterOffset;
  private int offset;
  private int next;
  private int remaining;

  /**
   * Wraps the current part; false if it is no report or too short for the blocks that it counts.
   */
  public boolean wrap(RtcpPacket packet) {
    remaining = 0;
    int headBytes =
        switch (packet.kind()) {
          case SENDER_REPORT -> SenderReport.BYTES;
          case RECEIVER_REPORT -> SSRC_BYTES;
          default -> -1;
        };
    if (headBytes < 0 || packet.bodyBytes() < headBytes + BLOCK_BYTES * packet.count()) {
      return false;
    }
    bytes = packet.bytes();
    reporterOffset = packet.bodyOffset();
    next = reporterOffset + headBytes;
    remaining = packet.count();
    return true;
  }

  /** SSRC of the one who reports. */
  public int reporterSsrc() {
    return BigEndian.int32(bytes, reporterOffset);
  }

  /** Steps to the next block; false behind the last. */
  public boolean next() {
    if (remaining == 0) {
      return false;
    }
    remaining--;
    offset = next;
    next += BLOCK_BYTES;
    return true;
  }

  public int ssrc() {
    return BigEndian.int32(bytes, offset);
  }

  /** Packets lost since the report before, in 1/256 of those expected. */
  public int fractionLost() {
    return BigEndian.uint8(bytes, offset + 4);
  }

  /** Packets lost since the start; negative where duplicates outnumber losses. */
  public int cumulativeLost() {
    return BigEndian.int24(bytes, offset + 5);
  }

  public long extendedHighestSequence() {
    return BigEndian.uint32(bytes, offset + 8);
  }

  /** Variation of the packets' spacing, in timestamp units. */
  public long jitter() {
    return BigEndian.uint32(bytes, offset + 12);
  }

  /** Middle 32 bits of the NTP timestamp of the last sender report received; 0 if none was. */
  public int lastSenderReport() {
    return BigEndian.int32(bytes, offset + 16);
  }

  /** Time between receiving that sender report and sending this block, in 1/65536 s. */
  public long delaySinceLastSenderReport() {
    return BigEndian.uint32(bytes, offset + 20);
  }
}
