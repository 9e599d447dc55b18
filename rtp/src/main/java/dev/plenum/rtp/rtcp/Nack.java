package dev.plenum.rtp.rtcp;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.SequenceNumbers;

/**
 * Walks over the sequence numbers that a generic NACK asks for (RFC 4585 section 6.2.1).
 *
 * <pre>
 *  |                  SSRC of packet sender                        |
 *  |                  SSRC of media source                         |
 *  |            PID                |  BLP: bit i asks for PID+i+1  |
 * </pre>
 */
public final class Nack {
  static final int HEAD_BYTES = 8;

  private byte[] bytes = {};
  private int offset;
  private int next;
  private int end;
  private int packetId;
  private int lostMask;
  private int sequenceNumber;

  /** Wraps the current part; false if it is no NACK or carries no whole entry. */
  public boolean wrap(RtcpPacket packet) {
    bytes = packet.bytes();
    offset = packet.bodyOffset();
    next = offset + HEAD_BYTES;
    end = offset + packet.bodyBytes();
    lostMask = 0;
    if (packet.kind() != RtcpKind.NACK || next + 4 > end) {
      next = end;
      return false;
    }
    return true;
  }

  public int senderSsrc() {
    return BigEndian.int32(bytes, offset);
  }

  public int mediaSsrc() {
    return BigEndian.int32(bytes, offset + 4);
  }

  /** Steps to the next sequence number asked for; false behind the last. */
  public boolean next() {
    if (lostMask != 0) {
      int distance = 1 + Integer.numberOfTrailingZeros(lostMask);
      lostMask &= lostMask - 1;
      sequenceNumber = SequenceNumbers.plus(packetId, distance);
      return true;
    }
    if (next + 4 > end) {
      return false;
    }
    packetId = BigEndian.uint16(bytes, next);
    lostMask = BigEndian.uint16(bytes, next + 2);
    next += 4;
    sequenceNumber = packetId;
    return true;
  }

  public int sequenceNumber() {
    return sequenceNumber;
  }
}
