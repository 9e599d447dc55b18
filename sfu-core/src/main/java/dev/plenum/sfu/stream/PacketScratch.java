package dev.plenum.sfu.stream;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.codec.FrameMark;

/**
 * Owner: one loop. What composing a packet takes and nothing of which is needed after that packet
 * has left. All slots of a loop share it: it stays in the processor's cache, where what each of
 * them had for itself would not.
 */
public final class PacketScratch {
  private final byte[] bytes;
  final RtpWriter writer = new RtpWriter();
  final RtpPacket kept = new RtpPacket();
  final FrameMark keptMark = new FrameMark();
  final DescriptorRewriter descriptors = new DescriptorRewriter();

  /**
   * @param bytes room for the longest datagram and its protection
   */
  public PacketScratch(int bytes) {
    this.bytes = new byte[bytes];
  }

  /** Where packets are composed. */
  public byte[] bytes() {
    return bytes;
  }
}
