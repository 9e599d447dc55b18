package dev.plenum.sfu.transport;

import dev.plenum.sfu.control.CounterReader.Direction;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.port.DatagramSink;
import dev.plenum.sfu.port.OutgoingMemory;
import dev.plenum.sfu.port.PeerAddress;
import dev.plenum.sfu.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/**
 * Station 8. Owner: the loop. Protects what its {@link Downlink} lets leave for one peer, and puts
 * it into the port's batch.
 */
public final class EgressTransport {

  private static final int UDP_HEADER_BYTES = 8;
  private static final int IPV4_HEADER_BYTES = 20;
  private static final int IPV6_HEADER_BYTES = 40;

  private final DatagramSink port;
  private final MediaCounters counters;
  private @Nullable SrtpSender srtp;
  private @Nullable PeerAddress remote;
  private int headersBytes;

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
    headersBytes = UDP_HEADER_BYTES + (remote.isIpv4() ? IPV4_HEADER_BYTES : IPV6_HEADER_BYTES);
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
   * @return bytes on the wire with IP and UDP, 0 if nothing leaves
   */
  int send(byte[] packet, int length, int headerBytes, long extendedSequence, PacketKind kind) {
    SrtpSender sender = srtp;
    PeerAddress to = remote;
    if (sender == null || to == null) {
      return 0;
    }
    int protectedBytes;
    OutgoingMemory memory = port.memory(to);
    if (memory == null) {
      protectedBytes = sender.protect(packet, 0, length, headerBytes, extendedSequence);
      port.send(to, packet, 0, protectedBytes);
    } else {
      protectedBytes =
          sender.protect(
              packet, length, headerBytes, extendedSequence, memory.bytes(), memory.position());
      memory.send(to, protectedBytes);
    }
    counters.packet(Direction.OUT, kind, protectedBytes);
    return protectedBytes + headersBytes;
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
