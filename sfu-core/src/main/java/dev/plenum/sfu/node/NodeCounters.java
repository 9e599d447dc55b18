package dev.plenum.sfu.node;

import dev.plenum.sfu.control.CounterReader;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.control.HandshakeResult;
import dev.plenum.sfu.port.IceTcpDrop;
import dev.plenum.sfu.port.IceTcpServer;
import dev.plenum.sfu.port.UdpDrop;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The counters of all loops read as one, with what the ports themselves dropped. */
final class NodeCounters implements CounterReader {

  private final Supplier<List<ShardLoop>> loops;
  private final Supplier<@Nullable IceTcpServer> tcp;

  NodeCounters(Supplier<List<ShardLoop>> loops, Supplier<@Nullable IceTcpServer> tcp) {
    this.loops = loops;
    this.tcp = tcp;
  }

  @Override
  public long packets(Direction direction, PacketKind kind) {
    return sum(loop -> loop.counters().packets(direction, kind));
  }

  @Override
  public long bytes(Direction direction, PacketKind kind) {
    return sum(loop -> loop.counters().bytes(direction, kind));
  }

  @Override
  public long dropped(DropReason reason) {
    return sum(loop -> loop.counters().dropped(reason)) + droppedByPorts(reason);
  }

  private long droppedByPorts(DropReason reason) {
    long udp = 0;
    for (UdpDrop drop : UdpDrop.values()) {
      if (reasonOf(drop) == reason) {
        udp += sum(loop -> loop.portDrops(drop));
      }
    }
    IceTcpServer server = tcp.get();
    if (server == null) {
      return udp;
    }
    long overTcp = 0;
    for (IceTcpDrop drop : IceTcpDrop.values()) {
      if (reasonOf(drop) == reason) {
        overTcp += server.drops(drop);
      }
    }
    return udp + overTcp;
  }

  private static DropReason reasonOf(UdpDrop drop) {
    return switch (drop) {
      case SEND_WOULD_BLOCK,
          SEND_NO_BUFFERS,
          SEND_UNREACHABLE,
          SEND_REFUSED,
          SEND_NOT_PERMITTED,
          SEND_TOO_LONG,
          SEND_FAILED ->
          DropReason.SEND_FAILED;
      case RECEIVE_TRUNCATED -> DropReason.TRUNCATED;
      case RECEIVE_UNANSWERABLE -> DropReason.UNKNOWN_ADDRESS;
      case RECEIVE_FAILED, RECEIVE_OVERFLOW -> DropReason.RECEIVE_OVERFLOW;
    };
  }

  private static DropReason reasonOf(IceTcpDrop drop) {
    return switch (drop) {
      case SEND_NO_CONNECTION, SEND_QUEUE_FULL, INBOX_FULL -> DropReason.TCP_OVERFLOW;
      case CONNECTION_LIMIT,
          FIRST_FRAME_LATE,
          FIRST_FRAME_INVALID,
          FIRST_FRAME_UNKNOWN,
          FRAME_TOO_LONG,
          IDLE,
          CONNECTION_FAILED ->
          DropReason.TCP_CONNECTION_CLOSED;
    };
  }

  @Override
  public long keyFrameRequests() {
    return sum(loop -> loop.counters().keyFrameRequests());
  }

  @Override
  public long restoredPackets() {
    return sum(loop -> loop.counters().restoredPackets());
  }

  @Override
  public long handshakes(HandshakeResult result) {
    return sum(loop -> loop.counters().handshakes(result));
  }

  @Override
  public long refusedCommands() {
    return sum(loop -> loop.counters().refusedCommands());
  }

  @Override
  public long forwardDelays(int bucket) {
    return sum(loop -> loop.counters().forwardDelays(bucket));
  }

  private long sum(ToLongFunction<ShardLoop> value) {
    return loops.get().stream().mapToLong(value).sum();
  }
}
