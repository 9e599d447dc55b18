package dev.plenum.sfu.transport;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.SequenceNumbers;
import dev.plenum.rtp.codec.RedBlocks;

/**
 * Owner: its transport. Takes redundant audio apart (RFC 2198): a packet's own sound, and copies of
 * the sound of packets before it. Nobody behind it sees anything but plain packets.
 *
 * <p>Blocks tell times, not numbers. The copies are held to be of the packets right before, in
 * order, as libwebrtc makes them (audio_encoder_copy_red.cc) and we do.
 *
 * <p>{@link #open}, then {@link #nextCopy} until it is false, then {@link #strip}.
 */
final class UnpackedSound {

  /** What a block's header can tell. */
  private static final int MOST_BLOCK_BYTES = 1_023;

  private final RedBlocks blocks = new RedBlocks();
  private final RtpWriter writer = new RtpWriter();
  private byte[] bytes = {};
  private final RtpPacket copy = new RtpPacket();
  private RtpPacket packet = copy;
  private int back;

  /** Begins with a packet; false if it is not made of blocks, or of blocks of blocks. */
  boolean open(RtpPacket packet) {
    this.packet = packet;
    if (!wrap()) {
      return false;
    }
    int count = 0;
    boolean nested = false;
    while (blocks.next()) {
      count++;
      nested |= blocks.payloadType() == packet.payloadType();
    }
    back = count;
    return !nested && wrap();
  }

  private boolean wrap() {
    return blocks.wrap(packet.bytes(), packet.payloadOffset(), packet.payloadBytes());
  }

  /** Steps to the next copy, the oldest first; false when only the packet's own sound is left. */
  boolean nextCopy() {
    back--;
    return blocks.next() && !blocks.isPrimary();
  }

  /** Of the packet that the copy is of. */
  int sequenceNumber() {
    return SequenceNumbers.plus(packet.sequenceNumber(), -back);
  }

  /** Whether the copy holds anything. */
  boolean isFilled() {
    return blocks.dataBytes() > 0;
  }

  /**
   * The packet that the copy is of, without the header extensions that it had. Valid until the next
   * call.
   */
  RtpPacket copy() {
    if (bytes.length == 0) {
      bytes = new byte[RtpPacket.FIXED_HEADER_BYTES + MOST_BLOCK_BYTES];
    }
    int length =
        writer
            .begin(bytes, 0)
            .payloadType(blocks.payloadType())
            .sequenceNumber(sequenceNumber())
            .timestamp(packet.timestamp() - blocks.timestampOffset())
            .ssrc(packet.ssrc())
            .payload(packet.bytes(), blocks.dataOffset(), blocks.dataBytes())
            .end();
    copy.wrap(bytes, 0, length);
    return copy;
  }

  /** Leaves of the packet, in place, its own sound. */
  void strip() {
    packet.payloadType(blocks.payloadType());
    packet.cut(blocks.dataOffset(), blocks.dataBytes());
  }
}
