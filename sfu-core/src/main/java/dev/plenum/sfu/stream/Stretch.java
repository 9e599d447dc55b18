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
 * @param pictureIdOffset added to each VP8 and VP9 picture id, modulo its width
 * @param tl0PicIdxOffset added to each TL0PICIDX, modulo 256
 * @param frameNumberOffset added to each frame number of a dependency descriptor, modulo 65536
 * @param topSpatial the highest spatial layer that passes, whose frames end their pictures; {@link
 *     Forwarder#HIGHEST} if none is left out
 */
record Stretch(
    ReceiveStream layer,
    int csrc,
    PayloadTypes payloadTypes,
    TimestampMap timestamps,
    int pictureIdOffset,
    int tl0PicIdxOffset,
    int frameNumberOffset,
    int topSpatial) {

  Stretch withTopSpatial(int topSpatial) {
    return new Stretch(
        layer,
        csrc,
        payloadTypes,
        timestamps,
        pictureIdOffset,
        tl0PicIdxOffset,
        frameNumberOffset,
        topSpatial);
  }

  /** The slot's timestamp for a packet of the layer. */
  int timestamp(RtpPacket packet) {
    return timestamps.map(packet.timestamp());
  }

  boolean canDecode(RtpPacket packet) {
    return payloadTypes.receiverCodec(packet.payloadType()) != null;
  }

  /** What the receiver calls the packet's codec; only packets that it can decode are forwarded. */
  CodecSpec receiverCodec(RtpPacket packet) {
    return Objects.requireNonNull(payloadTypes.receiverCodec(packet.payloadType()));
  }
}
