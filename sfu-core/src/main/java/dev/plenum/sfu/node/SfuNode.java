package dev.plenum.sfu.node;

import dev.plenum.sfu.control.CounterReader;
import dev.plenum.sfu.control.IceCandidate;
import dev.plenum.sfu.control.LoopStatus;
import dev.plenum.sfu.control.MediaNode;
import dev.plenum.sfu.control.MediaOverloadedException;
import dev.plenum.sfu.control.MediaRoom;
import dev.plenum.sfu.control.RoomListener;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.dtls.DtlsGate;
import dev.plenum.sfu.dtls.HandshakeRehearsal;
import dev.plenum.sfu.port.DatagramBatch;
import dev.plenum.sfu.port.IceTcpInbox;
import dev.plenum.sfu.port.IceTcpLimits;
import dev.plenum.sfu.port.IceTcpServer;
import dev.plenum.sfu.port.UdpPort;
import dev.plenum.sfu.port.UdpPorts;
import dev.plenum.sfu.room.RoomContext;
import dev.plenum.sfu.room.RoomShard;
import dev.plenum.sfu.srtp.SrtpEngine;
import dev.plenum.sfu.stream.NtpTime;
import dev.plenum.sfu.stream.PacketScratch;
import dev.plenum.sfu.transport.Handshakes;
import dev.plenum.sfu.transport.PacingTurns;
import dev.plenum.sfu.transport.PacketDemux;
import dev.plenum.sfu.transport.RtcpScratch;
import dev.plenum.sfu.transport.TransportContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media plane of this process: its loops, and the ICE-TCP port that they share. */
public final class SfuNode implements MediaNode {

  private static final Logger LOG = LoggerFactory.getLogger(SfuNode.class);

  private static final long CLOSE_NANOS = TimeUnit.MILLISECONDS.toNanos(800);

  private final NodeConfig config;
  private final SrtpEngine srtp = SrtpEngine.usable().getFirst();
  private final LongUnaryOperator ntpTimestamp = wallClock();
  private final List<LoopParts> loops = new ArrayList<>();
  private final DtlsGate gate = new DtlsGate(handshakesAtOnce(), this::worstLagNanos);
  private final CounterReader counters;
  private @Nullable IceTcpServer tcp;

  private SfuNode(NodeConfig config) {
    this.config = config;
    this.counters = new NodeCounters(() -> loops.stream().map(LoopParts::loop).toList(), () -> tcp);
  }

  /**
   * Opens the ports and starts the loops.
   *
   * @throws java.net.BindException if a port is taken; the message names it
   */
  public static SfuNode start(NodeConfig config) throws IOException {
    SfuNode node = new SfuNode(config);
    try {
      node.open();
    } catch (IOException e) {
      node.close();
      throw e;
    }
    return node;
  }

  private void open() throws IOException {
    if (config.iceTcpPort() != 0) {
      IceTcpLimits usual = IceTcpLimits.DEFAULT;
      tcp =
          IceTcpServer.open(
              null,
              config.iceTcpPort(),
              new IceTcpLimits(
                  config.iceTcpConnections(),
                  usual.outgoingBytes(),
                  usual.firstFrameTimeout(),
                  usual.idleTimeout()),
              this::inboxOf);
    }
    for (int i = 0; i < config.loops(); i++) {
      int port = config.mediaPort() == 0 ? 0 : config.mediaPort() + i;
      loops.add(loop(i, UdpPorts.open(null, port)));
    }
    loops.forEach(parts -> parts.loop.start());
  }

  /** Half of the cores: the loops and signaling keep the others. */
  private static int handshakesAtOnce() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  private long worstLagNanos() {
    return loops.stream().mapToLong(parts -> parts.loop.status().lagNanos()).max().orElse(0);
  }

  private LoopParts loop(int index, UdpPort port) {
    MediaCounters counted = new MediaCounters();
    PacketDemux demux = new PacketDemux(counted);
    LoopSink sink = new LoopSink(port, tcp);
    IceTcpInbox inbox = new IceTcpInbox(port::wake);
    PacingTurns turns = new PacingTurns();
    ShardLoop loop = new ShardLoop(index, port, sink, inbox, demux, turns, counted);
    TransportContext transports =
        new TransportContext(
            demux,
            sink,
            new Handshakes(config.identity(), gate, loop::post, loop::postReserved),
            srtp,
            new RtcpScratch(),
            turns);
    RoomContext rooms =
        new RoomContext(
            transports,
            new PacketScratch(DatagramBatch.DATAGRAM_BYTES),
            config.heardMicrophones(),
            config.orchestrated(),
            Thread::startVirtualThread,
            ntpTimestamp);
    return new LoopParts(loop, port, inbox, rooms);
  }

  /** The wall clock at this node's start, carried on by the monotonic clock: it never jumps. */
  private static LongUnaryOperator wallClock() {
    long unixNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    long startNanos = System.nanoTime();
    return nowNanos -> NtpTime.ofUnixNanos(unixNanos + nowNanos - startNanos);
  }

  @Override
  public String fingerprint() {
    return config.identity().fingerprint().toString();
  }

  @Override
  public String srtpEngine() {
    return srtp.name();
  }

  @Override
  public String udpEngine() {
    return loops.getFirst().port.name();
  }

  @Override
  public List<IceCandidate> candidates() {
    return loops.stream().flatMap(parts -> candidates(parts.loop).stream()).toList();
  }

  private List<IceCandidate> candidates(ShardLoop loop) {
    IceTcpServer tcpServer = tcp;
    return Candidates.of(
        config.publicAddresses(), loop.mediaPort(), tcpServer == null ? 0 : tcpServer.localPort());
  }

  @Override
  public MediaRoom openRoom(String name, RoomListener listener) {
    LoopParts parts =
        loops.stream()
            .min(Comparator.comparingInt((LoopParts one) -> one.loop.load()))
            .orElseThrow();
    ShardLoop loop = parts.loop;
    MediaCounters counted = new MediaCounters(loop.counters());
    RoomShard shard = new RoomShard(parts.rooms, listener, counted, System.nanoTime());
    if (!loop.post(() -> loop.add(shard))) {
      throw new MediaOverloadedException(
          "loop " + loop.index() + " has too many commands waiting for another room");
    }
    loop.expectRoom();
    return new SfuRoom(loop, shard, counted, candidates(loop), ufragPrefix(loop.index()));
  }

  /** Our ufrags begin with their loop's number, so that ICE-TCP finds the way. */
  private static String ufragPrefix(int loopIndex) {
    return String.format("%03x", loopIndex);
  }

  private @Nullable IceTcpInbox inboxOf(String localUfrag) {
    for (LoopParts parts : loops) {
      if (localUfrag.startsWith(ufragPrefix(parts.loop.index()))) {
        return parts.inbox;
      }
    }
    return null;
  }

  @Override
  public void rehearse(BooleanSupplier isOver) {
    HandshakeRehearsal rehearsal = new HandshakeRehearsal(config.identity(), gate);
    Thread.ofVirtual()
        .name("rehearsal")
        .start(
            () -> {
              try {
                rehearsal.play(isOver);
              } catch (IOException e) {
                LOG.error("handshakes cannot be rehearsed", e);
              }
            });
  }

  @Override
  public List<LoopStatus> loops() {
    return loops.stream().map(parts -> parts.loop.status()).toList();
  }

  @Override
  public CounterReader counters() {
    return counters;
  }

  @Override
  public void close() {
    long deadlineNanos = System.nanoTime() + CLOSE_NANOS;
    try {
      for (LoopParts parts : loops) {
        parts.loop.close(deadlineNanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    IceTcpServer tcpServer = tcp;
    if (tcpServer != null) {
      tcpServer.close();
    }
  }

  private record LoopParts(ShardLoop loop, UdpPort port, IceTcpInbox inbox, RoomContext rooms) {}
}
