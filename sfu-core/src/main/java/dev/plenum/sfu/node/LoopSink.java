package dev.plenum.sfu.node;

import dev.plenum.sfu.port.DatagramSink;
import dev.plenum.sfu.port.OutgoingMemory;
import dev.plenum.sfu.port.PeerAddress;
import org.jspecify.annotations.Nullable;

/** Owner: one loop. Sends to UDP or ICE-TCP, whichever the peer came by. */
final class LoopSink implements DatagramSink {

  private final DatagramSink udp;
  private final @Nullable DatagramSink tcp;

  LoopSink(DatagramSink udp, @Nullable DatagramSink tcp) {
    this.udp = udp;
    this.tcp = tcp;
  }

  @Override
  public void send(PeerAddress to, byte[] bytes, int offset, int length) {
    if (!to.isTcp()) {
      udp.send(to, bytes, offset, length);
    } else if (tcp != null) {
      tcp.send(to, bytes, offset, length);
    }
  }

  @Override
  public @Nullable OutgoingMemory memory(PeerAddress to) {
    return to.isTcp() ? null : udp.memory(to);
  }

  @Override
  public void flush() {
    udp.flush();
    if (tcp != null) {
      tcp.flush();
    }
  }
}
