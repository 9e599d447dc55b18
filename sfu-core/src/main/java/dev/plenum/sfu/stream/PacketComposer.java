package dev.plenum.sfu.stream;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.PlayoutDelay;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.TransportSequence;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.rtp.codec.FrameMark;
import dev.plenum.rtp.codec.PictureIds;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SlotSpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes a publisher's packet anew for one receiver: a fresh header, and a copy of the payload in
 * which picture ids are replaced. Belongs to its {@link SendStream}.
 */
final class PacketComposer {
  /** The packet has no room for a transport-wide sequence number. */
  static final int ABSENT = -1;

  /** Extensions that pass from publisher to receiver, under the receiver's ids. */
  private static final HeaderExtension[] PASSED = {
    HeaderExtension.AUDIO_LEVEL,
    HeaderExtension.VIDEO_ORIENTATION,
    HeaderExtension.PLAYOUT_DELAY,
    HeaderExtension.ABS_CAPTURE_TIME,
  };

  private static final FrameMark NOTHING = new FrameMark();
  private static final int ONE_CSRC_BYTES = 4;
  private static final int EXTENSION_HEAD_BYTES = 4;
  private static final int ONE_BYTE_PROFILE = 0xBEDE;
  private static final int TL0_PIC_IDX_MASK = 0xff;
  private static final int FOLLOWED = 0x80;
  private static final int BLOCK_TYPE_MASK = 0x7f;
  private static final int RED_HEADER_BYTES = 4;

  private final SlotSpec slot;
  private final HeaderExtensionIds receiver;
  private final RepairDelay repairDelay;
  private final RtpWriter writer = new RtpWriter();
  private final FrameMark lostMark = new FrameMark();
  private final int transportSequenceId;
  private final int playoutDelayId;
  private final int[] publisherIds = new int[PASSED.length];
  private final int[] receiverIds = new int[PASSED.length];
  private @Nullable HeaderExtensionIds pairedPublisher;
  private int pairs;
  private int headerBytes;
  private int transportSequenceOffset = ABSENT;

  PacketComposer(SlotSpec slot, HeaderExtensionIds receiver, RepairDelay repairDelay) {
    this.slot = slot;
    this.receiver = receiver;
    this.repairDelay = repairDelay;
    transportSequenceId = receiver.id(HeaderExtension.TRANSPORT_SEQUENCE);
    playoutDelayId = receiver.id(HeaderExtension.PLAYOUT_DELAY);
  }

  /**
   * Composes a packet.
   *
   * @param mark of its payload
   * @return length in bytes
   */
  int compose(
      Stretch stretch,
      RtpPacket packet,
      FrameMark mark,
      int sequenceNumber,
      byte[] out,
      int offset) {
    CodecSpec codec = stretch.receiverCodec(packet);
    beginPacket(stretch, packet, out, offset)
        .payloadType(codec.payloadType())
        .sequenceNumber(sequenceNumber)
        .ssrc(slot.ssrc());
    return finishPacket(stretch, packet, codec.codec(), mark, out, offset);
  }

  /**
   * Composes the retransmission of a packet that once had this sequence number (RFC 4588).
   *
   * @return length in bytes
   */
  int repeat(
      Stretch stretch,
      RtpPacket packet,
      int originalSequenceNumber,
      int rtxSequenceNumber,
      byte[] out,
      int offset) {
    CodecSpec codec = stretch.receiverCodec(packet);
    beginPacket(stretch, packet, out, offset)
        .payloadType(codec.rtxPayloadType())
        .sequenceNumber(rtxSequenceNumber)
        .ssrc(slot.rtxSsrc())
        .originalSequenceNumber(originalSequenceNumber);
    boolean readable =
        codec
            .codec()
            .parser()
            .parse(packet.bytes(), packet.payloadOffset(), packet.payloadBytes(), lostMark);
    return finishPacket(stretch, packet, codec.codec(), readable ? lostMark : NOTHING, out, offset);
  }

  private RtpWriter beginPacket(Stretch stretch, RtpPacket packet, byte[] out, int offset) {
    writer
        .begin(out, offset)
        .marker(packet.marker())
        .timestamp(packet.timestamp() + stretch.timestampOffset())
        .csrc(stretch.csrc());
    writeExtensions(packet, stretch.layer().extensions());
    headerBytes = writer.headerBytes();
    return writer;
  }

  private int finishPacket(
      Stretch stretch, RtpPacket packet, Codec codec, FrameMark mark, byte[] out, int offset) {
    int payloadBytes = packet.payloadBytes();
    int length = writer.payload(packet.bytes(), packet.payloadOffset(), payloadBytes).end();
    int payload = offset + length - payloadBytes;
    rewritePictureIds(stretch, mark, out, payload);
    if (codec == Codec.RED) {
      rewriteBlockTypes(stretch, out, payload, offset + length);
    }
    transportSequenceOffset = findTransportSequence(out, offset);
    return length;
  }

  /** The transport-wide number goes first, where its place is known without a search. */
  private void writeExtensions(RtpPacket packet, HeaderExtensionIds publisher) {
    if (transportSequenceId != HeaderExtensionIds.ABSENT) {
      writer.extension(transportSequenceId, 0, TransportSequence.BYTES);
    }
    boolean delayTold = repairDelay.isTold() && playoutDelayId != HeaderExtensionIds.ABSENT;
    if (delayTold) {
      writer.extension(playoutDelayId, repairDelay.encoded(), PlayoutDelay.BYTES);
    }
    if (!packet.hasExtension()) {
      return;
    }
    if (publisher != pairedPublisher) {
      pairIds(publisher);
    }
    for (int i = 0; i < pairs; i++) {
      int at = packet.extensionOffset(publisherIds[i]);
      if (at >= 0 && !(delayTold && receiverIds[i] == playoutDelayId)) {
        int dataBytes = packet.extensionBytes(publisherIds[i]);
        writer.extension(receiverIds[i], packet.bytes(), at, dataBytes);
      }
    }
  }

  private void pairIds(HeaderExtensionIds publisher) {
    pairedPublisher = publisher;
    pairs = 0;
    for (HeaderExtension extension : PASSED) {
      int from = publisher.id(extension);
      int to = receiver.id(extension);
      if (from != HeaderExtensionIds.ABSENT && to != HeaderExtensionIds.ABSENT) {
        publisherIds[pairs] = from;
        receiverIds[pairs] = to;
        pairs++;
      }
    }
  }

  private int findTransportSequence(byte[] out, int offset) {
    if (transportSequenceId == HeaderExtensionIds.ABSENT) {
      return ABSENT;
    }
    int head = offset + RtpPacket.FIXED_HEADER_BYTES + ONE_CSRC_BYTES;
    int elementHeadBytes = BigEndian.uint16(out, head) == ONE_BYTE_PROFILE ? 1 : 2;
    return head + EXTENSION_HEAD_BYTES + elementHeadBytes;
  }

  private static void rewritePictureIds(Stretch stretch, FrameMark mark, byte[] out, int payload) {
    if (mark.pictureId() != FrameMark.ABSENT) {
      int mask = (1 << mark.pictureIdBits()) - 1;
      PictureIds.writePictureId(
          out,
          payload + mark.pictureIdPosition(),
          mark.pictureIdBits(),
          (mark.pictureId() + stretch.pictureIdOffset()) & mask);
    }
    if (mark.tl0PicIdx() != FrameMark.ABSENT) {
      PictureIds.writeTl0PicIdx(
          out,
          payload + mark.tl0PicIdxPosition(),
          (mark.tl0PicIdx() + stretch.tl0PicIdxOffset()) & TL0_PIC_IDX_MASK);
    }
  }

  /** Each block of redundant audio names its payload type, too (RFC 2198 section 3). */
  private static void rewriteBlockTypes(Stretch stretch, byte[] out, int payload, int end) {
    boolean followed = true;
    for (int at = payload; at < end && followed; at += RED_HEADER_BYTES) {
      followed = (out[at] & FOLLOWED) != 0;
      CodecSpec block = stretch.payloadTypes().receiverCodec(out[at] & BLOCK_TYPE_MASK);
      if (block != null) {
        out[at] = (byte) ((out[at] & FOLLOWED) | block.payloadType());
      }
    }
  }

  /** Bytes of the header of the packet composed last. */
  int headerBytes() {
    return headerBytes;
  }

  /**
   * Where the packet composed last has room for its transport-wide sequence number, or {@link
   * #ABSENT} if the receiver negotiated none.
   */
  int transportSequenceOffset() {
    return transportSequenceOffset;
  }
}
