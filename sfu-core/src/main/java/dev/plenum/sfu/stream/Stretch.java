package dev.plenum.sfu.stream;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.sfu.control.CodecSpec;
import java.util.Objects;

/**
 * The part of a slot's stream that carries one layer, from one switch to the next, and how its
 * packets are rewritten. Immutable; made once per switch.
 *
 * @param csrc number of the source that is shown
 * @param payloadTypes the publisher's payload types as the receiver knows them
 * @param timestampOffset added to each timestamp
 * @param pictureIdOffset added to each VP8 and VP9 picture id, modulo its width
 * @param tl0PicIdxOffset added to each TL0PICIDX, modulo 256
 */
record Stretch(
    ReceiveStream layer,
    int csrc,
    PayloadTypes payloadTypes,
    int timestampOffset,
    int pictureIdOffset,
    int tl0PicIdxOffset) {

  boolean canDecode(RtpPacket packet) {
    return payloadTypes.receiverCodec(packet.payloadType()) != null;
  }

  /** What the receiver calls the packet's codec; only packets that it can decode are forwarded. */
  CodecSpec receiverCodec(RtpPacket packet) {
    return Objects.requireNonNull(payloadTypes.receiverCodec(packet.payloadType()));
  }
}
