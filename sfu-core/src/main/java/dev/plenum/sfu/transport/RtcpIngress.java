package dev.plenum.sfu.transport;

import dev.plenum.rtp.rtcp.FullIntraRequest;
import dev.plenum.rtp.rtcp.Nack;
import dev.plenum.rtp.rtcp.PictureLoss;
import dev.plenum.rtp.rtcp.Remb;
import dev.plenum.rtp.rtcp.ReportBlocks;
import dev.plenum.rtp.rtcp.RtcpPacket;
import dev.plenum.rtp.rtcp.SenderReport;
import dev.plenum.rtp.rtcp.TransportFeedback;
import dev.plenum.sfu.control.CounterReader.Direction;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.srtp.SrtpReceiver;

/**
 * Owner: the loop. Takes one peer's SRTCP: what it says as a publisher goes to its layers, what it
 * says as a receiver to its downlink and the room.
 */
final class RtcpIngress {

  /** A feedback is about some 50 ms; one that claims more only costs time. */
  private static final int MOST_PACKETS_TOLD = 8_192;

  private final SrtpReceiver srtp;
  private final InboundStreams streams;
  private final Downlink downlink;
  private final MediaInput input;
  private final MediaCounters counters;
  private final RtcpPacket packet = new RtcpPacket();
  private final SenderReport senderReport = new SenderReport();
  private final ReportBlocks blocks = new ReportBlocks();
  private final Nack nack = new Nack();
  private final PictureLoss pictureLoss = new PictureLoss();
  private final FullIntraRequest fullIntraRequest = new FullIntraRequest();
  private final TransportFeedback transportFeedback = new TransportFeedback();
  private final Remb remb = new Remb();

  RtcpIngress(
      SrtpReceiver srtp,
      InboundStreams streams,
      Downlink downlink,
      MediaInput input,
      MediaCounters counters) {
    this.srtp = srtp;
    this.streams = streams;
    this.downlink = downlink;
    this.input = input;
    this.counters = counters;
  }

  /**
   * Takes a datagram that starts at offset 0.
   *
   * @return whether it was authentic
   */
  boolean accept(byte[] bytes, int length, long nowNanos) {
    counters.packet(Direction.IN, PacketKind.RTCP, length);
    int plainBytes = srtp.unprotectRtcp(bytes, 0, length);
    return switch (plainBytes) {
      case SrtpReceiver.MALFORMED -> drop(DropReason.RTCP_MALFORMED);
      case SrtpReceiver.REPLAYED -> drop(DropReason.REPLAYED);
      case SrtpReceiver.UNAUTHENTIC -> drop(DropReason.UNAUTHENTIC);
      default -> acceptPlain(bytes, plainBytes, nowNanos);
    };
  }

  private boolean acceptPlain(byte[] bytes, int length, long nowNanos) {
    if (!packet.wrap(bytes, 0, length)) {
      return drop(DropReason.RTCP_MALFORMED);
    }
    while (packet.next()) {
      acceptPart(nowNanos);
    }
    return true;
  }

  private void acceptPart(long nowNanos) {
    switch (packet.kind()) {
      case SENDER_REPORT -> {
        acceptSenderReport(nowNanos);
        acceptBlocks(nowNanos);
      }
      case RECEIVER_REPORT -> acceptBlocks(nowNanos);
      case NACK -> {
        if (nack.wrap(packet)) {
          input.lost(nack, nowNanos);
        }
      }
      case PICTURE_LOSS -> {
        if (pictureLoss.wrap(packet)) {
          input.keyFrameWanted(pictureLoss.mediaSsrc(), nowNanos);
        }
      }
      case FULL_INTRA_REQUEST -> {
        if (fullIntraRequest.wrap(packet)) {
          while (fullIntraRequest.next()) {
            input.keyFrameWanted(fullIntraRequest.ssrc(), nowNanos);
          }
        }
      }
      case TRANSPORT_FEEDBACK -> {
        if (!transportFeedback.wrap(packet)
            || transportFeedback.statusCount() > MOST_PACKETS_TOLD) {
          drop(DropReason.RTCP_MALFORMED);
        } else {
          downlink.onTransportFeedback(transportFeedback, nowNanos);
        }
      }
      case REMB -> {
        if (remb.wrap(packet)) {
          downlink.onRemb(remb.bitrateBps(), nowNanos);
        }
      }
      default -> {
        // Descriptions and goodbyes add nothing to signaling.
      }
    }
  }

  private void acceptSenderReport(long nowNanos) {
    if (!senderReport.wrap(packet)) {
      return;
    }
    InboundStream stream = streams.find(senderReport.ssrc());
    if (stream != null && !stream.isRetransmission) {
      stream.layer.onSenderReport(
          senderReport.ntpTimestamp(), senderReport.rtpTimestamp(), nowNanos);
    }
  }

  private void acceptBlocks(long nowNanos) {
    if (blocks.wrap(packet)) {
      while (blocks.next()) {
        input.reported(blocks, nowNanos);
      }
    }
  }

  private boolean drop(DropReason reason) {
    counters.drop(reason);
    return false;
  }
}
