package dev.plenum.sfu.stream;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.PlayoutDelay;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.RtpWriter;
import dev.plenum.rtp.TransportSequence;
import dev.plenum.rtp.codec.FrameMark;
import dev.plenum.rtp.codec.PictureIds;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SlotSpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes a publisher's packet anew for one receiver: a fresh header, and a copy of the payload in
 * which picture ids are replaced. Where the receiver gets the dependency descriptor, which stands
 * for them, the payload stays untouched: it may be encrypted. Belongs to its {@link SendStream}.
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

  /** Ids have 8 bits (RFC 8285); four pairs of them fill a word. */
  private static final int ID_BITS = 8;

  private static final int ID_MASK = (1 << ID_BITS) - 1;
  private static final int PAIR_BITS = 2 * ID_BITS;

  private final SlotSpec slot;
  private final HeaderExtensionIds receiver;
  private final RepairDelay repairDelay;
  private final SequenceRuns runs;
  private final DescriptorRewriter descriptors;
  private final RtpWriter writer;
  private final FrameMark keptMark;
  private final int transportSequenceId;
  private final int playoutDelayId;
  private final int descriptorId;
  private final int ssrc;

  /**
   * Under which ids extensions come and go: pairs of 16 bits, from the lowest, until 0. In one
   * word, since a loop has more composers than its cache holds.
   */
  private long idPairs;

  private @Nullable HeaderExtensionIds pairedPublisher;
  private int publisherDescriptorId;
  private boolean described;
  private int headerBytes;
  private int transportSequenceOffset = ABSENT;

  PacketComposer(
      SlotSpec slot,
      HeaderExtensionIds receiver,
      RepairDelay repairDelay,
      SequenceRuns runs,
      PacketScratch scratch) {
    writer = scratch.writer;
    keptMark = scratch.keptMark;
    descriptors = scratch.descriptors;
    this.slot = slot;
    ssrc = slot.ssrc();
    this.runs = runs;
    this.receiver = receiver;
    this.repairDelay = repairDelay;
    transportSequenceId = receiver.id(HeaderExtension.TRANSPORT_SEQUENCE);
    playoutDelayId = receiver.id(HeaderExtension.PLAYOUT_DELAY);
    descriptorId = receiver.id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
  }

  /**
   * Composes a packet.
   *
   * @param run that it belongs to
   * @param mark of its payload
   * @param endedSpatial the spatial layer whose frame it ends
   * @return length in bytes
   */
  int compose(
      int run,
      RtpPacket packet,
      FrameMark mark,
      int endedSpatial,
      int sequenceNumber,
      byte[] out,
      int offset) {
    begin(run, packet, endedSpatial, sequenceNumber, out, offset);
    return finishPacket(run, packet, mark, 0, out, offset);
  }

  private void begin(
      int run, RtpPacket packet, int endedSpatial, int sequenceNumber, byte[] out, int offset) {
    Stretch stretch = runs.stretch(run);
    beginPacket(stretch, packet, endedSpatial, out, offset)
        .payloadType(stretch.receiverCodec(packet).payloadType())
        .sequenceNumber(sequenceNumber)
        .ssrc(ssrc);
  }

  /**
   * Composes a packet of sound together with copies of those before it.
   *
   * @param sound what was gathered for this packet
   * @return length in bytes
   */
  int composeRedundant(
      int run, RtpPacket packet, RedundantSound sound, int sequenceNumber, byte[] out, int offset) {
    beginPacket(runs.stretch(run), packet, FrameReader.ENDS_NONE, out, offset)
        .payloadType(sound.payloadType())
        .sequenceNumber(sequenceNumber)
        .ssrc(ssrc);
    sound.write(writer);
    return finishBlank(out, offset);
  }

  /**
   * Composes a packet of the history.
   *
   * @param paddingBytes that it gets, 0 for none
   * @return length in bytes
   */
  int composeKept(
      int run,
      RtpPacket packet,
      int endedSpatial,
      int paddingBytes,
      int sequenceNumber,
      byte[] out,
      int offset) {
    begin(run, packet, endedSpatial, sequenceNumber, out, offset);
    FrameMark mark = described ? NOTHING : read(packet, runs.stretch(run).receiverCodec(packet));
    return finishPacket(run, packet, mark, paddingBytes, out, offset);
  }

  /**
   * Composes the retransmission of a packet that once had this sequence number (RFC 4588).
   *
   * @return length in bytes
   */
  int repeat(
      int run,
      RtpPacket packet,
      int endedSpatial,
      int originalSequenceNumber,
      int rtxSequenceNumber,
      byte[] out,
      int offset) {
    Stretch stretch = runs.stretch(run);
    CodecSpec codec = stretch.receiverCodec(packet);
    beginPacket(stretch, packet, endedSpatial, out, offset)
        .payloadType(codec.rtxPayloadType())
        .sequenceNumber(rtxSequenceNumber)
        .ssrc(slot.rtxSsrc())
        .originalSequenceNumber(originalSequenceNumber);
    return finishPacket(run, packet, read(packet, codec), 0, out, offset);
  }

  /**
   * Composes a packet without payload, for a number that stands for nothing.
   *
   * @param codec the receiver's
   * @param timestamp the slot's
   * @return length in bytes
   */
  int blank(CodecSpec codec, int csrc, int timestamp, int sequenceNumber, byte[] out, int offset) {
    beginBlank(csrc, timestamp, out, offset)
        .payloadType(codec.payloadType())
        .sequenceNumber(sequenceNumber)
        .ssrc(ssrc);
    return finishBlank(out, offset);
  }

  /**
   * Composes the retransmission of a packet without payload.
   *
   * @return length in bytes
   */
  int repeatBlank(
      CodecSpec codec,
      int csrc,
      int timestamp,
      int originalSequenceNumber,
      int rtxSequenceNumber,
      byte[] out,
      int offset) {
    beginBlank(csrc, timestamp, out, offset)
        .payloadType(codec.rtxPayloadType())
        .sequenceNumber(rtxSequenceNumber)
        .ssrc(slot.rtxSsrc())
        .originalSequenceNumber(originalSequenceNumber);
    return finishBlank(out, offset);
  }

  /**
   * Composes a packet that fills the network, and nothing else, on the RTX SSRC.
   *
   * @param paddingBytes 1 to 255
   * @return length in bytes
   */
  int padding(
      int payloadType,
      int csrc,
      int timestamp,
      int rtxSequenceNumber,
      int paddingBytes,
      byte[] out,
      int offset) {
    beginBlank(csrc, timestamp, out, offset)
        .payloadType(payloadType)
        .sequenceNumber(rtxSequenceNumber)
        .ssrc(slot.rtxSsrc())
        .padding(paddingBytes);
    return finishBlank(out, offset);
  }

  private RtpWriter beginBlank(int csrc, int timestamp, byte[] out, int offset) {
    writer.begin(out, offset).timestamp(timestamp).csrc(csrc);
    writeOwnExtensions();
    headerBytes = writer.headerBytes();
    return writer;
  }

  private int finishBlank(byte[] out, int offset) {
    int length = writer.end();
    transportSequenceOffset = findTransportSequence(out, offset);
    return length;
  }

  /** What the payload of a packet from the history says about its frame. */
  private FrameMark read(RtpPacket packet, CodecSpec codec) {
    boolean readable =
        codec
            .codec()
            .parser()
            .parse(packet.bytes(), packet.payloadOffset(), packet.payloadBytes(), keptMark);
    return readable ? keptMark : NOTHING;
  }

  private RtpWriter beginPacket(
      Stretch stretch, RtpPacket packet, int endedSpatial, byte[] out, int offset) {
    writer
        .begin(out, offset)
        .marker(packet.marker() || endedSpatial == stretch.topSpatial())
        .timestamp(stretch.timestamp(packet))
        .csrc(stretch.csrc());
    writeExtensions(stretch, packet);
    headerBytes = writer.headerBytes();
    return writer;
  }

  private int finishPacket(
      int run, RtpPacket packet, FrameMark mark, int paddingBytes, byte[] out, int offset) {
    int payloadBytes = packet.payloadBytes();
    int unpadded = writer.payload(packet.bytes(), packet.payloadOffset(), payloadBytes).end();
    if (!described) {
      int payload = offset + unpadded - payloadBytes;
      rewritePictureIds(runs.stretch(run), runs.picturesLeftOut(run), mark, out, payload);
    }
    transportSequenceOffset = findTransportSequence(out, offset);
    return paddingBytes == 0 ? unpadded : writer.padding(paddingBytes).end();
  }

  /**
   * The transport-wide number goes first, where its place is known without a search.
   *
   * @return whether the playout delay is told
   */
  private boolean writeOwnExtensions() {
    if (transportSequenceId != HeaderExtensionIds.ABSENT) {
      writer.extension(transportSequenceId, 0, TransportSequence.BYTES);
    }
    boolean delayTold = repairDelay.isTold() && playoutDelayId != HeaderExtensionIds.ABSENT;
    if (delayTold) {
      writer.extension(playoutDelayId, repairDelay.encoded(), PlayoutDelay.BYTES);
    }
    return delayTold;
  }

  private void writeExtensions(Stretch stretch, RtpPacket packet) {
    described = false;
    boolean delayTold = writeOwnExtensions();
    if (!packet.hasExtension()) {
      return;
    }
    HeaderExtensionIds publisher = stretch.layer().extensions();
    if (publisher != pairedPublisher) {
      pairIds(publisher);
    }
    for (long pairs = idPairs; pairs != 0; pairs >>>= PAIR_BITS) {
      int publisherId = (int) pairs & ID_MASK;
      int receiverId = (int) (pairs >>> ID_BITS) & ID_MASK;
      int at = packet.extensionOffset(publisherId);
      if (at >= 0 && !(delayTold && receiverId == playoutDelayId)) {
        writer.extension(receiverId, packet.bytes(), at, packet.extensionBytes(publisherId));
      }
    }
    writeDescriptor(stretch, packet);
  }

  private void writeDescriptor(Stretch stretch, RtpPacket packet) {
    if (descriptorId == HeaderExtensionIds.ABSENT
        || publisherDescriptorId == HeaderExtensionIds.ABSENT) {
      return;
    }
    int at = packet.extensionOffset(publisherDescriptorId);
    if (at >= 0) {
      int dataBytes = packet.extensionBytes(publisherDescriptorId);
      int rewrittenBytes = descriptors.rewrite(stretch, packet.bytes(), at, dataBytes);
      writer.extension(descriptorId, descriptors.bytes(), 0, rewrittenBytes);
      described = true;
    }
  }

  private void pairIds(HeaderExtensionIds publisher) {
    pairedPublisher = publisher;
    publisherDescriptorId = publisher.id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
    idPairs = 0;
    for (int i = PASSED.length - 1; i >= 0; i--) {
      int from = publisher.id(PASSED[i]);
      int to = receiver.id(PASSED[i]);
      if (from != HeaderExtensionIds.ABSENT && to != HeaderExtensionIds.ABSENT) {
        idPairs = idPairs << PAIR_BITS | (long) to << ID_BITS | from;
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

  private static void rewritePictureIds(
      Stretch stretch, int picturesLeftOut, FrameMark mark, byte[] out, int payload) {
    if (mark.pictureId() != FrameMark.ABSENT) {
      int mask = (1 << mark.pictureIdBits()) - 1;
      PictureIds.writePictureId(
          out,
          payload + mark.pictureIdPosition(),
          mark.pictureIdBits(),
          (mark.pictureId() + stretch.pictureIdOffset() - picturesLeftOut) & mask);
    }
    if (mark.tl0PicIdx() != FrameMark.ABSENT) {
      PictureIds.writeTl0PicIdx(
          out,
          payload + mark.tl0PicIdxPosition(),
          (mark.tl0PicIdx() + stretch.tl0PicIdxOffset()) & TL0_PIC_IDX_MASK);
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
