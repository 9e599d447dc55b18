package dev.plenum.sfu.transport;

import dev.plenum.sfu.control.CounterReader.Direction;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.port.DatagramSink;
import dev.plenum.sfu.port.PeerAddress;
import dev.plenum.sfu.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/**
 * Station 8. Owner: the loop. Numbers what leaves for one peer for transport-wide feedback,
 * protects it and puts it into the port's batch.
 */
public final class EgressTransport {

  /** No room for a transport-wide sequence number was left in the packet. */
  public static final int NO_TRANSPORT_SEQUENCE = -1;

  private final DatagramSink port;
  private final MediaCounters counters;
  private @Nullable SrtpSender srtp;
  private @Nullable PeerAddress remote;
  private int transportSequence;

  EgressTransport(DatagramSink port, MediaCounters counters) {
    this.port = port;
    this.counters = counters;
  }

  /** Whether there are keys and an address: before that nothing leaves. */
  public boolean isOpen() {
    return srtp != null && remote != null;
  }

  void secure(SrtpSender srtp) {
    this.srtp = srtp;
  }

  void route(PeerAddress remote) {
    this.remote = remote;
  }

  /** Nothing leaves any more: the peer does not consent to it (RFC 7675 section 5.1). */
  void silence() {
    remote = null;
  }

  @Nullable PeerAddress remote() {
    return remote;
  }

  /**
   * Sends an RTP packet that starts at offset 0 of an array with room for the authentication tag.
   *
   * @param transportSequenceOffset where the transport-wide sequence number goes, or {@link
   *     #NO_TRANSPORT_SEQUENCE}
   */
  public void send(
      byte[] packet,
      int length,
      int headerBytes,
      long extendedSequence,
      int transportSequenceOffset,
      PacketKind kind) {
    SrtpSender sender = srtp;
    PeerAddress to = remote;
    if (sender == null || to == null) {
      return;
    }
    if (transportSequenceOffset != NO_TRANSPORT_SEQUENCE) {
      packet[transportSequenceOffset] = (byte) (transportSequence >> 8);
      packet[transportSequenceOffset + 1] = (byte) transportSequence;
      transportSequence++;
    }
    int protectedBytes = sender.protect(packet, 0, length, headerBytes, extendedSequence);
    port.send(to, packet, 0, protectedBytes);
    counters.packet(Direction.OUT, kind, protectedBytes);
  }

  /** Sends a compound RTCP packet that starts at offset 0 of an array with room for the trailer. */
  public void sendRtcp(byte[] packet, int length) {
    SrtpSender sender = srtp;
    PeerAddress to = remote;
    if (sender == null || to == null || length == 0) {
      return;
    }
    int protectedBytes = sender.protectRtcp(packet, 0, length);
    port.send(to, packet, 0, protectedBytes);
    counters.packet(Direction.OUT, PacketKind.RTCP, protectedBytes);
  }

  /**
   * Sends a STUN or DTLS datagram, which protects itself, to an address that need not be selected.
   */
  void sendPlain(PeerAddress to, byte[] datagram, int length, PacketKind kind) {
    port.send(to, datagram, 0, length);
    counters.packet(Direction.OUT, kind, length);
  }
}
