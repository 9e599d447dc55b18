package dev.plenum.sfu.stream;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.SequenceNumbers;
import dev.plenum.rtp.rtcp.ReportBlocks;
import dev.plenum.rtp.rtcp.RtcpWriter;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.control.SlotSpec;
import org.jspecify.annotations.Nullable;

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
  private static final long REPORT_INTERVAL_NANOS = 1_000_000_000;

  /** However short a round trip the receiver claims. */
  private static final long SHORTEST_REPEAT_NANOS = 10_000_000;

  /** Before the first report tells. */
  private static final long USUAL_ROUND_TRIP_NANOS = 100_000_000;

  private final Forwarder forwarder;
  private final RtpPacket lost = new RtpPacket();
  private final RecentRepeats repeats = new RecentRepeats();
  private final SentReports reports = new SentReports();
  private final RecentLosses losses = new RecentLosses();
  private final RepairDelay repairDelay = new RepairDelay();

  private SlotSpec slot;
  private PacketComposer composer;
  private long packets;
  private long octets;
  private long retransmissionSequence;
  private DropReason refusal = DropReason.NACK_TOO_OLD;
  private @Nullable Stretch reportedStretch;
  private boolean reported;
  private long reportedNanos;
  private long roundTripNanos = USUAL_ROUND_TRIP_NANOS;
  private int fractionLost;

  /**
   * A stream that has sent nothing.
   *
   * @param extensions the receiver's ids
   */
  public SendStream(SlotSpec slot, HeaderExtensionIds extensions, Forwarder forwarder) {
    this.slot = slot;
    this.forwarder = forwarder;
    composer = new PacketComposer(slot, extensions, repairDelay, forwarder.runs());
  }

  /** The same stream goes on under another answer, which kept its SSRCs. */
  public void renegotiate(SlotSpec slot, HeaderExtensionIds extensions) {
    this.slot = slot;
    composer = new PacketComposer(slot, extensions, repairDelay, forwarder.runs());
  }

  /**
   * Composes the packet that the forwarder has just numbered. It is at most some 80 bytes longer
   * than the publisher's.
   *
   * @return length in bytes
   */
  public int compose(RtpPacket packet, long sequence, byte[] out, int offset) {
    SequenceRuns runs = forwarder.runs();
    int run = runs.runOf(sequence);
    Stretch stretch = runs.stretch(run);
    FrameReader frame = stretch.layer().frame();
    packets++;
    if (forwarder.isFiller(sequence)) {
      return composer.blank(
          stretch.receiverCodec(packet),
          stretch.csrc(),
          stretch.timestamp(packet),
          (int) sequence & 0xffff,
          out,
          offset);
    }
    octets += packet.payloadBytes();
    return composer.compose(
        run, packet, frame.mark(), frame.endedSpatial(), (int) sequence & 0xffff, out, offset);
  }

  /**
   * Composes the retransmission of a packet that the receiver asks for.
   *
   * @return length in bytes, or 0 if it is not repeated for the {@link #refusal}
   */
  public int retransmit(int lostSequenceNumber, long nowNanos, byte[] out, int offset) {
    SequenceRuns runs = forwarder.runs();
    long highest = runs.nextOut() - 1;
    long sequence = highest + SequenceNumbers.distance((int) highest, lostSequenceNumber);
    int run = runs.runOf(sequence);
    if (slot.rtxSsrc() == 0) {
      return refuse(DropReason.NACK_WITHOUT_RTX);
    }
    if (run < 0) {
      return refuse(DropReason.NACK_TOO_OLD);
    }
    Stretch stretch = runs.stretch(run);
    PacketHistory history = stretch.layer().history();
    long in = runs.in(run, sequence);
    int at = history.offset(in);
    if (at < 0 || !lost.wrap(history.bytes(), at, history.length(in))) {
      return refuse(DropReason.NACK_TOO_OLD);
    }
    if (!stretch.canDecode(lost)) {
      return refuse(DropReason.NACK_TOO_OLD);
    }
    if (stretch.receiverCodec(lost).rtxPayloadType() < 0) {
      return refuse(DropReason.NACK_WITHOUT_RTX);
    }
    if (!repeats.mayRepeat(sequence, repeatIntervalNanos(), nowNanos)) {
      return refuse(DropReason.NACK_TOO_SOON);
    }
    losses.lost(nowNanos);
    retransmissionSequence++;
    if (forwarder.isFiller(sequence)) {
      return composer.repeatBlank(
          stretch.receiverCodec(lost),
          stretch.csrc(),
          stretch.timestamp(lost),
          lostSequenceNumber,
          (int) retransmissionSequence & 0xffff,
          out,
          offset);
    }
    return composer.repeat(
        run,
        lost,
        history.endedSpatial(in),
        lostSequenceNumber,
        (int) retransmissionSequence & 0xffff,
        out,
        offset);
  }

  /** A good part of the round trip: the receiver repeats its wish by its own idea of it. */
  private long repeatIntervalNanos() {
    return Math.max(roundTripNanos * 3 / 4, SHORTEST_REPEAT_NANOS);
  }

  /** Extended sequence number, on the RTX SSRC, of the retransmission composed last. */
  public long retransmissionSequence() {
    return retransmissionSequence;
  }

  private int refuse(DropReason reason) {
    refusal = reason;
    return 0;
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

  /**
   * Whether a sender report should go out: once a second, and at once after a switch, since another
   * source's timestamps mean other moments.
   */
  public boolean isSenderReportDue(long nowNanos) {
    Stretch stretch = forwarder.stretch();
    if (stretch == null || !forwarder.isShowing() || !stretch.layer().mapping().isKnown()) {
      return false;
    }
    return !reported
        || !stretch.equals(reportedStretch)
        || nowNanos - reportedNanos >= REPORT_INTERVAL_NANOS;
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
    reports.sent(ntpTimestamp, nowNanos);
    reported = true;
    reportedStretch = stretch;
    reportedNanos = nowNanos;
    return true;
  }

  /** The receiver reports on this stream: the block on which the flyweight stands. */
  public void onReportBlock(ReportBlocks block, long nowNanos) {
    fractionLost = block.fractionLost();
    long sentNanos = reports.sentNanos(block.lastSenderReport());
    if (sentNanos != SentReports.UNKNOWN) {
      long heldNanos = (block.delaySinceLastSenderReport() * 1_000_000_000) >> 16;
      roundTripNanos = Math.max(0, nowNanos - sentNanos - heldNanos);
    }
    repairDelay.plan(repairNanos(nowNanos));
  }

  /** How long a repair takes on the longer of the two ways on which packets are being lost. */
  private long repairNanos(long nowNanos) {
    Stretch stretch = forwarder.stretch();
    long fromPublisher = stretch == null ? 0 : stretch.layer().repairNanos(nowNanos);
    return Math.max(fromPublisher, losses.areMany(nowNanos) ? roundTripNanos : 0);
  }

  /** To the receiver and back, by its latest report. */
  public long roundTripNanos() {
    return roundTripNanos;
  }

  /**
   * Share of the packets that the receiver lost between its last two reports, 0–1, before repair.
   */
  public double lossFraction() {
    return fractionLost / 256.0;
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
