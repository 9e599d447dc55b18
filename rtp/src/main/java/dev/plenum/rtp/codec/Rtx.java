package dev.plenum.rtp.codec;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.RtpPacket;

/**
 * Retransmission payloads: the original sequence number, then the original payload (RFC 4588
 * section 4).
 *
 * <p>Composing them is {@link dev.plenum.rtp.RtpWriter#originalSequenceNumber}.
 */
public final class Rtx {
  private static final int ORIGINAL_SEQUENCE_BYTES = 2;

  private Rtx() {}

  /**
   * The sequence number of the packet inside, or -1 if there is none, as in a packet of padding
   * only.
   */
  public static int originalSequenceNumber(RtpPacket packet) {
    return packet.payloadBytes() < ORIGINAL_SEQUENCE_BYTES
        ? -1
        : BigEndian.uint16(packet.bytes(), packet.payloadOffset());
  }

  /**
   * Turns a retransmission into the original packet in place: its header moves two bytes towards
   * the payload, and the flyweight is wrapped around the result. Header extensions stay those of
   * the retransmission.
   *
   * @return false, with the packet as it was, if it holds no original packet
   */
  public static boolean unwrap(RtpPacket packet, int originalSsrc, int originalPayloadType) {
    int sequenceNumber = originalSequenceNumber(packet);
    if (sequenceNumber < 0) {
      return false;
    }
    byte[] bytes = packet.bytes();
    int offset = packet.offset();
    int moved = offset + ORIGINAL_SEQUENCE_BYTES;
    System.arraycopy(bytes, offset, bytes, moved, packet.headerBytes());
    packet.wrap(bytes, moved, packet.length() - ORIGINAL_SEQUENCE_BYTES);
    packet.sequenceNumber(sequenceNumber);
    packet.ssrc(originalSsrc);
    packet.payloadType(originalPayloadType);
    return true;
  }
}
