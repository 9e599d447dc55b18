package dev.plenum.sfu.transport;

import dev.plenum.rtp.AudioLevel;
import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.TransportSequence;
import dev.plenum.rtp.codec.Rtx;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.CounterReader.Direction;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.srtp.ReplayWindow;
import dev.plenum.sfu.srtp.SrtpReceiver;
import dev.plenum.sfu.stream.HeaderExtensionIds;
import dev.plenum.sfu.stream.ReceiveStream;
import java.util.List;

/**
 * Station 3. Owner: the loop. Takes one peer's SRTP: refuses replays, leaves undecrypted what
 * nobody watches, decrypts the rest in place, undoes retransmission and redundancy and hands each
 * packet to its layer.
 *
 * <p>Whether a packet is worth decrypting is read from its header, which is in the clear: its SSRC
 * tells the layer, and a microphone's audio level (RFC 6464) whether it is among the loudest.
 */
final class IngressTransport {

  /**
   * A codec without audio levels counts as speech at a usual level when it sends more than silence.
   */
  private static final int ASSUMED_SPEECH_DBOV = 50;

  private static final int SILENCE_DBOV = 127;

  /**
   * An Ethernet frame carries no more. What is longer could grow beyond {@link
   * dev.plenum.sfu.port.DatagramBatch#DATAGRAM_BYTES} on its way to a receiver.
   */
  private static final int MOST_BYTES = 1_500;

  private static final int DTX_PAYLOAD_BYTES = 30;

  private final SrtpReceiver srtp;
  private final MediaInput input;
  private final MediaCounters counters;
  private final InboundStreams streams;
  private final PublisherFeedback feedback;
  private final RtpPacket packet = new RtpPacket();
  private final UnpackedSound sound = new UnpackedSound();

  private int transportSequenceId;
  private int audioLevelId;

  IngressTransport(
      SrtpReceiver srtp,
      MediaInput input,
      InboundStreams streams,
      PublisherFeedback feedback,
      MediaCounters counters) {
    this.srtp = srtp;
    this.input = input;
    this.streams = streams;
    this.feedback = feedback;
    this.counters = counters;
  }

  /** The ids which the latest answer agreed on. */
  void extensions(HeaderExtensionIds ids) {
    transportSequenceId = ids.id(HeaderExtension.TRANSPORT_SEQUENCE);
    audioLevelId = ids.id(HeaderExtension.AUDIO_LEVEL);
  }

  /**
   * Takes a datagram that starts at offset 0.
   *
   * @return whether it was authentic
   */
  boolean accept(byte[] bytes, int length, long nowNanos) {
    if (length > MOST_BYTES) {
      return drop(DropReason.RTP_TOO_LONG);
    }
    if (!packet.wrapHeader(bytes, 0, length)) {
      return drop(DropReason.RTP_MALFORMED);
    }
    InboundStream stream = streams.find(packet.ssrc());
    return stream == null ? acceptUnknown(nowNanos) : acceptKnown(stream, nowNanos);
  }

  private boolean acceptKnown(InboundStream stream, long nowNanos) {
    count(stream);
    if (stream.maySkip()) {
      noteHeader(stream, nowNanos);
      if (!stream.isRetransmission && stream.layer.observe(packet, nowNanos)) {
        stream.source.refresh(nowNanos);
      }
      return drop(skipReason(stream));
    }
    if (!unprotect(stream.window)) {
      return false;
    }
    noteHeader(stream, nowNanos);
    deliver(stream, nowNanos);
    return true;
  }

  /**
   * A first packet tells its m-line by extensions; state is made only once it has proved authentic.
   */
  private boolean acceptUnknown(long nowNanos) {
    if (streams.isFull()) {
      return drop(DropReason.TOO_MANY_STREAMS);
    }
    if (!streams.isClaimed(packet)) {
      return drop(DropReason.UNKNOWN_SSRC);
    }
    ReplayWindow window = new ReplayWindow();
    if (!unprotect(window)) {
      return false;
    }
    InboundStream stream = streams.bind(packet, window, nowNanos);
    if (stream == null) {
      return drop(DropReason.UNKNOWN_SSRC);
    }
    count(stream);
    noteHeader(stream, nowNanos);
    deliver(stream, nowNanos);
    stream.source.refresh(nowNanos);
    return true;
  }

  private boolean unprotect(ReplayWindow window) {
    byte[] bytes = packet.bytes();
    int plainBytes = srtp.unprotect(bytes, 0, packet.length(), packet.headerBytes(), window);
    return switch (plainBytes) {
      case SrtpReceiver.MALFORMED -> drop(DropReason.RTP_MALFORMED);
      case SrtpReceiver.REPLAYED -> drop(DropReason.REPLAYED);
      case SrtpReceiver.UNAUTHENTIC -> drop(DropReason.UNAUTHENTIC);
      default -> packet.wrap(bytes, 0, plainBytes) || drop(DropReason.RTP_MALFORMED);
    };
  }

  private void deliver(InboundStream stream, long nowNanos) {
    if (stream.source.isMuted()) {
      drop(DropReason.MUTED);
      return;
    }
    ReceiveStream layer = stream.layer;
    if (stream.isRetransmission && !undoRetransmission(layer)) {
      return;
    }
    if (layer.isRedundant(packet) && !unpack(layer, nowNanos)) {
      drop(DropReason.RED_MALFORMED);
      return;
    }
    switch (layer.accept(packet, nowNanos, stream.isRetransmission)) {
      case NEW -> {
        input.packet(layer, packet, nowNanos);
        feedback.arrived(stream, nowNanos);
      }
      case DUPLICATE -> drop(DropReason.DUPLICATE);
      case TOO_OLD -> drop(DropReason.TOO_OLD);
      case UNKNOWN_PAYLOAD_TYPE -> drop(DropReason.UNKNOWN_PAYLOAD_TYPE);
    }
  }

  /** Hands on what the packet has copies of and was lost, then leaves its own sound. */
  private boolean unpack(ReceiveStream layer, long nowNanos) {
    if (!sound.open(packet)) {
      return false;
    }
    while (sound.nextCopy()) {
      if (sound.isFilled() && layer.lacks(sound.sequenceNumber())) {
        RtpPacket lost = sound.copy();
        if (layer.accept(lost, nowNanos, true) == ReceiveStream.Acceptance.NEW) {
          counters.restored();
          input.packet(layer, lost, nowNanos);
        }
      }
    }
    sound.strip();
    return true;
  }

  /** Padding on the RTX stream is a bandwidth probe and carries nothing. */
  private boolean undoRetransmission(ReceiveStream layer) {
    if (packet.payloadBytes() == 0) {
      return false;
    }
    int payloadType = originalPayloadType(layer.codecs(), packet.payloadType());
    if (payloadType < 0) {
      return drop(DropReason.UNKNOWN_PAYLOAD_TYPE);
    }
    return Rtx.unwrap(packet, layer.ssrc(), payloadType) || drop(DropReason.RTX_MALFORMED);
  }

  private static int originalPayloadType(List<CodecSpec> codecs, int rtxPayloadType) {
    for (int i = 0; i < codecs.size(); i++) {
      if (codecs.get(i).rtxPayloadType() == rtxPayloadType) {
        return codecs.get(i).payloadType();
      }
    }
    return -1;
  }

  /**
   * What the header says to us and not to the receivers. Taken on trust from what is skipped only.
   */
  private void noteHeader(InboundStream stream, long nowNanos) {
    noteTransportSequence(nowNanos);
    if (stream.source.kind() == SourceKind.MICROPHONE && !stream.source.isMuted()) {
      input.level(stream.source, levelDbov(), nowNanos);
    }
  }

  private void noteTransportSequence(long nowNanos) {
    if (transportSequenceId == HeaderExtensionIds.ABSENT) {
      return;
    }
    int offset = packet.extensionOffset(transportSequenceId);
    if (offset >= 0 && packet.extensionBytes(transportSequenceId) == TransportSequence.BYTES) {
      feedback.numbered(TransportSequence.read(packet.bytes(), offset), nowNanos);
    }
  }

  private int levelDbov() {
    if (audioLevelId != HeaderExtensionIds.ABSENT) {
      int offset = packet.extensionOffset(audioLevelId);
      if (offset >= 0) {
        return AudioLevel.level(packet.bytes(), offset);
      }
    }
    return packet.payloadBytes() > DTX_PAYLOAD_BYTES ? ASSUMED_SPEECH_DBOV : SILENCE_DBOV;
  }

  private static DropReason skipReason(InboundStream stream) {
    if (stream.source.isMuted()) {
      return DropReason.MUTED;
    }
    return stream.source.kind() == SourceKind.MICROPHONE
        ? DropReason.NOT_LOUD
        : DropReason.NOT_WATCHED;
  }

  private void count(InboundStream stream) {
    PacketKind kind =
        stream.isRetransmission
            ? PacketKind.RETRANSMISSION
            : stream.source.kind().isVideo() ? PacketKind.VIDEO : PacketKind.AUDIO;
    counters.packet(Direction.IN, kind, packet.length());
  }

  private boolean drop(DropReason reason) {
    counters.drop(reason);
    return false;
  }
}
