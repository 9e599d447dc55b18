package dev.plenum.sfu.stream;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.SequenceNumbers;
import dev.plenum.rtp.rtcp.ReportBlocks;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.control.SlotSpec;

/**
 * Station 7: one slot's stream to its receiver. Composes what its {@link Forwarder} lets pass,
 * repeats what the receiver lost, and reports on what was sent. Belongs to the room's loop.
 *
 * <p>Nothing is kept for a retransmission but {@link SequenceRuns}: they tell which packet of which
 * layer a lost number was, and the layer's {@link PacketHistory} still has it. It goes out on the
 * RTX SSRC only (RFC 4588). Without RTX a packet is not repeated: under the same SRTP index it
 * would have to be the same to the byte (RFC 3711 section 9.1), and its transport-wide number is
 * not.
 */
public final class SendStream {
  /** Of a packet without payload: fixed header, CSRC, transport-wide number. */
  private static final int ABOUT_HEADER_BYTES = 24;

  private static final int MOST_PADDING_BYTES = 255;

  /** So many of the latest packets serve as padding. */
  private static final int PADDED_PACKETS = 32;

  /** However short a round trip the receiver claims. */
  private static final long SHORTEST_REPEAT_NANOS = 10_000_000;

  private final Forwarder forwarder;
  private final PacketScratch scratch;
  private final RtpPacket kept;
  private final ReportedReception reception = new ReportedReception();
  private final RecentRepeats repeats = new RecentRepeats();
  private final SentReports reports = new SentReports();
  private final RecentLosses losses = new RecentLosses();
  private final RepairDelay repairDelay = new RepairDelay();

  private SlotSpec slot;
  private PacketComposer composer;
  private RedundantSound redundant;
  private long packets;
  private long octets;
  private long retransmissionSequence;
  private DropReason refusal = DropReason.NACK_TOO_OLD;
  private int rtxPayloadType;
  private long highestSent;
  private long paddedSequence;
  private int keptEndedSpatial;
  private int keptPaddingBytes;
  private int timesAsked;

  /**
   * A stream that has sent nothing.
   *
   * @param extensions the receiver's ids
   */
  public SendStream(
      SlotSpec slot, HeaderExtensionIds extensions, Forwarder forwarder, PacketScratch scratch) {
    this.forwarder = forwarder;
    this.scratch = scratch;
    kept = scratch.kept;
    renegotiate(slot, extensions);
    highestSent = forwarder.runs().nextOut() - 1;
  }

  private static int rtxPayloadType(SlotSpec slot) {
    return slot.codecs().stream()
        .mapToInt(CodecSpec::rtxPayloadType)
        .filter(payloadType -> payloadType >= 0)
        .findFirst()
        .orElse(-1);
  }

  /** The same stream goes on under another answer, which kept its SSRCs. */
  public void renegotiate(SlotSpec slot, HeaderExtensionIds extensions) {
    this.slot = slot;
    composer = new PacketComposer(slot, extensions, repairDelay, forwarder.runs(), scratch);
    redundant = new RedundantSound(slot.codecs(), forwarder.runs());
    rtxPayloadType = rtxPayloadType(slot);
  }

  /**
   * Composes the packet that the forwarder has just numbered. It is at most some 80 bytes longer
   * than the publisher's.
   *
   * @return length in bytes
   */
  public int compose(RtpPacket packet, long sequence, byte[] out, int offset) {
    int run = forwarder.runs().runOf(sequence);
    FrameReader frame = forwarder.runs().stretch(run).layer().frame();
    if (forwarder.isFiller(sequence)) {
      return composeBlank(run, packet, sequence, out, offset);
    }
    int length =
        composer.compose(
            run, packet, frame.mark(), frame.endedSpatial(), number(sequence), out, offset);
    sent(sequence, packet.payloadBytes());
    return length;
  }

  /**
   * Composes a packet of sound that the forwarder has just numbered, with copies of those before
   * it, by which the receiver replaces what it has lost of them.
   *
   * @param redundancy of how many packets, at most
   * @return length in bytes
   */
  public int composeSound(RtpPacket packet, long sequence, int redundancy, byte[] out, int offset) {
    if (redundancy == 0 || !redundant.gather(packet, sequence, redundancy)) {
      return compose(packet, sequence, out, offset);
    }
    int run = forwarder.runs().runOf(sequence);
    int length = composer.composeRedundant(run, packet, redundant, number(sequence), out, offset);
    sent(sequence, redundant.payloadBytes());
    return length;
  }

  /**
   * Composes a packet that the forwarder numbered a while ago. One that the history no longer has
   * is lost on its way: nothing is sent, and a NACK for it not answered.
   *
   * @return length in bytes, 0 if it is lost
   */
  public int composeKept(long sequence, byte[] out, int offset) {
    int run = runOfKept(sequence);
    if (run < 0) {
      return 0;
    }
    if (forwarder.isFiller(sequence)) {
      return composeBlank(run, kept, sequence, out, offset);
    }
    int length =
        composer.composeKept(
            run, kept, keptEndedSpatial, keptPaddingBytes, number(sequence), out, offset);
    sent(sequence, kept.payloadBytes());
    return length;
  }

  private int composeBlank(int run, RtpPacket packet, long sequence, byte[] out, int offset) {
    Stretch stretch = forwarder.runs().stretch(run);
    sent(sequence, 0);
    return composer.blank(
        stretch.receiverCodec(packet),
        stretch.csrc(),
        stretch.timestamp(packet),
        number(sequence),
        out,
        offset);
  }

  private void sent(long sequence, int payloadBytes) {
    packets++;
    octets += payloadBytes;
    highestSent = Math.max(highestSent, sequence);
  }

  private static int number(long sequence) {
    return (int) sequence & 0xffff;
  }

  private int csrc() {
    Stretch stretch = forwarder.stretch();
    return stretch == null ? 0 : stretch.csrc();
  }

  /** The number that follows the highest that was composed: from here on nothing has left. */
  public long firstUnsent() {
    return highestSent + 1;
  }

  /**
   * Finds a packet that the receiver asks for again.
   *
   * @return its extended sequence number, for {@link #repeat}, or {@link Forwarder#NOT_FORWARDED}
   *     if it is not repeated for the {@link #refusal}
   */
  public long repeatable(int lostSequenceNumber, long nowNanos) {
    long sequence = highestSent + SequenceNumbers.distance((int) highestSent, lostSequenceNumber);
    if (slot.rtxSsrc() == 0) {
      return refuse(DropReason.NACK_WITHOUT_RTX);
    }
    if (forwarder.isOvertaken(sequence)) {
      return refuse(DropReason.NACK_OVERTAKEN);
    }
    int run = sequence > highestSent ? -1 : runOfKept(sequence);
    if (run < 0) {
      return refuse(DropReason.NACK_TOO_OLD);
    }
    if (forwarder.runs().stretch(run).receiverCodec(kept).rtxPayloadType() < 0) {
      return refuse(DropReason.NACK_WITHOUT_RTX);
    }
    timesAsked = repeats.repeat(sequence, repeatIntervalNanos(), nowNanos);
    if (timesAsked == 0) {
      return refuse(DropReason.NACK_TOO_SOON);
    }
    losses.lost(nowNanos);
    return sequence;
  }

  /** How often the receiver has asked for the packet found last. */
  public int timesAsked() {
    return timesAsked;
  }

  /** Bytes of the packet found last, before it is composed. */
  public int repeatableBytes() {
    return kept.length();
  }

  /**
   * Composes the retransmission of a packet (RFC 4588).
   *
   * @return length in bytes, 0 if a key frame has overtaken it or the history has lost it meanwhile
   */
  public int repeat(long sequence, byte[] out, int offset) {
    int run = forwarder.isOvertaken(sequence) ? -1 : runOfKept(sequence);
    if (run < 0 || forwarder.runs().stretch(run).receiverCodec(kept).rtxPayloadType() < 0) {
      return 0;
    }
    retransmissionSequence++;
    Stretch stretch = forwarder.runs().stretch(run);
    if (forwarder.isFiller(sequence)) {
      return composer.repeatBlank(
          stretch.receiverCodec(kept),
          stretch.csrc(),
          stretch.timestamp(kept),
          number(sequence),
          number(retransmissionSequence),
          out,
          offset);
    }
    return composer.repeat(
        run, kept, keptEndedSpatial, number(sequence), number(retransmissionSequence), out, offset);
  }

  /**
   * Composes what fills the network without being of use: one of the latest packets once more or,
   * if none is small enough, padding; both on the RTX SSRC, where receivers expect them.
   *
   * @param mostBytes of the packet, about
   * @return length in bytes, 0 without RTX
   */
  public int pad(int mostBytes, byte[] out, int offset) {
    if (slot.rtxSsrc() == 0 || rtxPayloadType < 0) {
      return 0;
    }
    paddedSequence = nextToPad();
    if (forwarder.isShowing() && runOfKept(paddedSequence) >= 0 && kept.length() <= mostBytes) {
      int length = repeat(paddedSequence, out, offset);
      if (length > 0) {
        return length;
      }
    }
    retransmissionSequence++;
    int paddingBytes = Math.clamp(mostBytes - ABOUT_HEADER_BYTES, 1, MOST_PADDING_BYTES);
    return composer.padding(
        rtxPayloadType, csrc(), 0, number(retransmissionSequence), paddingBytes, out, offset);
  }

  /** The latest packets one by one, newest first, and then again. */
  private long nextToPad() {
    long next = paddedSequence - 1;
    boolean recent = next > highestSent - PADDED_PACKETS && next <= highestSent;
    return recent ? next : highestSent;
  }

  /** The run of a packet that the history still has and the receiver decodes, or -1. */
  private int runOfKept(long sequence) {
    SequenceRuns runs = forwarder.runs();
    int run = runs.runOf(sequence);
    if (run < 0) {
      return -1;
    }
    Stretch stretch = runs.stretch(run);
    PacketHistory history = stretch.layer().history();
    long in = runs.in(run, sequence);
    int at = history.offset(in);
    boolean found = at >= 0 && kept.wrap(history.bytes(), at, history.length(in));
    keptEndedSpatial = found ? history.endedSpatial(in) : 0;
    keptPaddingBytes = found ? history.paddingBytes(in) : 0;
    return found && stretch.canDecode(kept) ? run : -1;
  }

  /** A good part of the round trip: the receiver repeats its wish by its own idea of it. */
  private long repeatIntervalNanos() {
    return Math.max(roundTripNanos() * 3 / 4, SHORTEST_REPEAT_NANOS);
  }

  /** Extended sequence number, on the RTX SSRC, of the retransmission composed last. */
  public long retransmissionSequence() {
    return retransmissionSequence;
  }

  private long refuse(DropReason reason) {
    refusal = reason;
    return Forwarder.NOT_FORWARDED;
  }

  /** Why the last retransmission was refused. */
  public DropReason refusal() {
    return refusal;
  }

  /** Bytes of the header, with CSRC and extensions, of the packet composed last. */
  public int headerBytes() {
    return composer.headerBytes();
  }

  /**
   * Where the packet composed last has room for its transport-wide sequence number, as an index
   * into the bytes that it was composed into; -1 if the receiver negotiated none.
   */
  public int transportSequenceOffset() {
    return composer.transportSequenceOffset();
  }

  /** Whether a sender report should go out. */
  public boolean isSenderReportDue(long nowNanos) {
    Stretch stretch = forwarder.stretch();
    return stretch != null
        && forwarder.isShowing()
        && stretch.layer().mapping().isKnown()
        && reports.isDue(stretch, nowNanos);
  }

  /**
   * Appends a sender report, if there is anything to report.
   *
   * @param ntpTimestamp this moment on the server's wall clock, the same clock for all slots
   * @return whether one was appended
   */
  public boolean writeSenderReport(RtcpWriter writer, long ntpTimestamp, long nowNanos) {
    Stretch stretch = forwarder.stretch();
    if (stretch == null || !stretch.layer().mapping().isKnown()) {
      return false;
    }
    int timestamp = stretch.layer().mapping().timestampAt(nowNanos) + stretch.timestamps().offset();
    writer.senderReport(slot.ssrc(), ntpTimestamp, timestamp, packets, octets);
    reports.sent(stretch, ntpTimestamp, nowNanos);
    return true;
  }

  /** The receiver reports on this stream: the block on which the flyweight stands. */
  public void onReportBlock(ReportBlocks block, long nowNanos) {
    reception.update(block);
    reports.answered(block, nowNanos);
    repairDelay.plan(repairNanos(nowNanos));
  }

  /** How long a repair takes on the longer of the two ways on which packets are being lost. */
  private long repairNanos(long nowNanos) {
    Stretch stretch = forwarder.stretch();
    long fromPublisher = stretch == null ? 0 : stretch.layer().repairNanos(nowNanos);
    return Math.max(fromPublisher, losses.areMany(nowNanos) ? roundTripNanos() : 0);
  }

  /** To the receiver and back, by its latest report. */
  public long roundTripNanos() {
    return reports.roundTripNanos();
  }

  /** How many packets the receiver ought to have got between its last two reports. */
  public int reportedExpected() {
    return reception.expected();
  }

  /** How many of them it did not get, before repair. */
  public int reportedLost() {
    return reception.lost();
  }

  public long packets() {
    return packets;
  }

  /** Payload bytes sent, retransmissions not counted. */
  public long octets() {
    return octets;
  }

  public SlotSpec slot() {
    return slot;
  }
}
