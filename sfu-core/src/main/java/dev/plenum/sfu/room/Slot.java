package dev.plenum.sfu.room;

import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.rtcp.Nack;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SlotStatus;
import dev.plenum.sfu.control.SlotStatus.Pause;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.stream.Forwarder;
import dev.plenum.sfu.stream.HeaderExtensionIds;
import dev.plenum.sfu.stream.PacketScratch;
import dev.plenum.sfu.stream.ReceiveStream;
import dev.plenum.sfu.stream.SendStream;
import dev.plenum.sfu.stream.Source;
import dev.plenum.sfu.stream.Watcher;
import dev.plenum.sfu.transport.Downlink;
import dev.plenum.sfu.transport.EgressTransport;
import dev.plenum.sfu.transport.PacedStream;
import dev.plenum.sfu.transport.RtcpScratch;
import org.jspecify.annotations.Nullable;

/**
 * Owner: the room's loop. One outgoing m-line of a participant: stations 6 to 8 in a row.
 *
 * <p>All slots of a loop compose their packets in one {@link PacketScratch}: a packet is protected
 * and copied into the port's batch before the next is composed.
 */
final class Slot implements Watcher, PacedStream {

  /** Most lacks of bandwidth are over before anybody has read of them. */
  private static final long TELL_OF_BANDWIDTH_NANOS = 1_000_000_000;

  private static final int HELD = -2;

  /** Of a packet that was lost again and again. */
  private static final int MOST_COPIES = 4;

  /** Between a packet as it is composed and as it is on the wire: IP, UDP, SRTP. */
  private static final int ABOUT_OVERHEAD_BYTES = 44;

  private final EgressTransport egress;
  private final Downlink downlink;
  private final int lane;
  private final MediaCounters counters;
  private final byte[] scratch;
  private final Forwarder forwarder;
  private final SendStream stream;
  private final PacketKind kind;
  private SlotSpec spec;
  private SlotStatus reported;
  private int chosenSpatial = Forwarder.NONE;
  private int chosenTemporal;
  private long heldNanos;

  Slot(
      SlotSpec spec,
      HeaderExtensionIds extensions,
      EgressTransport egress,
      Downlink downlink,
      MediaCounters counters,
      PacketScratch packetScratch) {
    this.spec = spec;
    this.egress = egress;
    this.downlink = downlink;
    this.counters = counters;
    scratch = packetScratch.bytes();
    forwarder = new Forwarder(this, spec.codecs());
    stream = new SendStream(spec, extensions, forwarder, packetScratch);
    kind = spec.kind() == SlotSpec.Kind.VIDEO ? PacketKind.VIDEO : PacketKind.AUDIO;
    reported = new SlotStatus(spec.mid(), 0, Pause.NONE);
    lane = kind == PacketKind.VIDEO ? downlink.attach(this) : Downlink.NO_LANE;
  }

  /**
   * Takes over another answer. The stream goes on, since an SSRC must not begin anew under the same
   * SRTP key.
   */
  void renegotiate(SlotSpec spec, HeaderExtensionIds extensions, long nowNanos) {
    this.spec = spec;
    stream.renegotiate(spec, extensions);
    forwarder.decode(spec.codecs(), nowNanos);
  }

  @Override
  public void onPacket(ReceiveStream layer, RtpPacket packet, long nowNanos) {
    long extendedSequence = forwarder.forward(layer, packet, nowNanos);
    if (extendedSequence == Forwarder.NOT_FORWARDED) {
      return;
    }
    if (kind == PacketKind.AUDIO) {
      int redundancy = downlink.soundRedundancy();
      int length = stream.composeSound(packet, extendedSequence, redundancy, scratch, 0);
      downlink.sendAudio(
          scratch,
          length,
          stream.headerBytes(),
          extendedSequence,
          stream.transportSequenceOffset(),
          nowNanos);
      return;
    }
    if (layer.comesAlone() && downlink.passes(lane, packet.length(), nowNanos)) {
      int length = stream.compose(packet, extendedSequence, scratch, 0);
      send(length, extendedSequence, PacketKind.VIDEO, nowNanos);
      return;
    }
    downlink.offer(lane, packet.timestamp(), extendedSequence, packet.length(), nowNanos);
  }

  @Override
  public void send(long sequence, boolean repeated, long nowNanos) {
    if (repeated) {
      sendAgain(sequence, nowNanos);
      return;
    }
    int length = stream.composeKept(sequence, scratch, 0);
    if (length == 0) {
      counters.drop(DropReason.QUEUE_TOO_LONG);
    } else {
      send(length, sequence, PacketKind.VIDEO, nowNanos);
    }
  }

  private void sendAgain(long sequence, long nowNanos) {
    int length = stream.repeat(sequence, scratch, 0);
    if (length == 0) {
      counters.drop(DropReason.NACK_TOO_OLD);
    } else {
      send(length, stream.retransmissionSequence(), PacketKind.RETRANSMISSION, nowNanos);
    }
  }

  @Override
  public boolean sendPadding(int wireBytes, long nowNanos) {
    int length = stream.pad(wireBytes - ABOUT_OVERHEAD_BYTES, scratch, 0);
    if (length > 0) {
      send(length, stream.retransmissionSequence(), PacketKind.PADDING, nowNanos);
    }
    return length > 0;
  }

  private void send(int length, long sequence, PacketKind sentAs, long nowNanos) {
    downlink.send(
        scratch,
        length,
        stream.headerBytes(),
        sequence,
        stream.transportSequenceOffset(),
        sentAs,
        nowNanos);
  }

  @Override
  public void gaveWay(long nowNanos) {
    forwarder.gaveWay(stream.firstUnsent(), nowNanos);
  }

  @Override
  public boolean welcomes(long bytes, long nowNanos) {
    return downlink.catchUp(bytes, nowNanos);
  }

  @Override
  public long withdraw() {
    downlink.withdraw(lane);
    return stream.firstUnsent();
  }

  /** Repeats what the receiver lost. */
  void repeat(Nack nack, long nowNanos) {
    while (nack.next()) {
      long sequence = stream.repeatable(nack.sequenceNumber(), nowNanos);
      if (sequence == Forwarder.NOT_FORWARDED) {
        counters.drop(stream.refusal());
      } else {
        offerCopies(sequence, nowNanos);
      }
    }
  }

  /** The oftener it was lost, the more at once: a receiver does not ask for ever. */
  private void offerCopies(long sequence, long nowNanos) {
    int bytes = stream.repeatableBytes();
    int copies = Math.min(stream.timesAsked(), MOST_COPIES);
    downlink.offerRepetition(lane, sequence, bytes, nowNanos);
    for (int copy = 1; copy < copies && downlink.hasRoom(nowNanos); copy++) {
      downlink.offerRepetition(lane, sequence, bytes, nowNanos);
    }
  }

  /** Shows another source, or none; of a picture nothing before layers are chosen. */
  void show(@Nullable Source source, long nowNanos) {
    if (source != forwarder.target()) {
      chosenSpatial = Forwarder.NONE;
      forwarder.target(source, nowNanos);
    }
  }

  /** Which layers may be shown at most. */
  void choose(int spatial, int temporal, long nowNanos) {
    if (spatial != chosenSpatial || temporal != chosenTemporal) {
      chosenSpatial = spatial;
      chosenTemporal = temporal;
      forwarder.choose(spatial, temporal, nowNanos);
    }
  }

  /** The receiver's network does not carry what there is to show. */
  void hold(long nowNanos) {
    if (chosenSpatial != HELD) {
      chosenSpatial = HELD;
      heldNanos = nowNanos;
      forwarder.hold(nowNanos);
    }
  }

  /** The lower, the earlier the slot's pictures leave and the later they give way. */
  void priority(int priority) {
    downlink.priority(lane, priority);
  }

  void requestKeyFrame(long nowNanos) {
    forwarder.requestKeyFrame(nowNanos);
  }

  /** Sends the sender report that is due. */
  void tick(RtcpScratch rtcp, byte[] cname, long ntpTimestamp, long nowNanos) {
    if (stream.isSenderReportDue(nowNanos)
        && stream.writeSenderReport(rtcp.begin(), ntpTimestamp, nowNanos)) {
      int length = rtcp.writer().sdesCname(spec.ssrc(), cname).end();
      egress.sendRtcp(rtcp.bytes(), length);
    }
  }

  /** Says goodbye for this slot's stream. */
  void bye(RtcpScratch rtcp) {
    if (stream.packets() > 0) {
      int length = rtcp.begin().receiverReport(spec.ssrc()).bye(spec.ssrc()).end();
      egress.sendRtcp(rtcp.bytes(), length);
    }
  }

  /** What the slot shows, if that has changed since the last call that told; else null. */
  @Nullable SlotStatus changedStatus(long nowNanos) {
    Source source = forwarder.target();
    int csrc = source == null ? 0 : source.csrc();
    Pause pause = pause(nowNanos);
    if (pause == Pause.BANDWIDTH && nowNanos - heldNanos < TELL_OF_BANDWIDTH_NANOS) {
      pause = reported.csrc() == csrc ? reported.pause() : Pause.NONE;
    }
    if (reported.csrc() == csrc && reported.pause() == pause) {
      return null;
    }
    reported = new SlotStatus(spec.mid(), csrc, pause);
    return reported;
  }

  void close(long nowNanos) {
    forwarder.target(null, nowNanos);
    downlink.detach(lane);
  }

  Pause pause(long nowNanos) {
    return forwarder.pause(nowNanos);
  }

  /** The layers of the source that are shown now. */
  Forwarder forwarder() {
    return forwarder;
  }

  @Nullable Source source() {
    return forwarder.target();
  }

  SendStream stream() {
    return stream;
  }

  SlotSpec spec() {
    return spec;
  }
}
