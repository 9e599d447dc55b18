package dev.plenum.sfu.testkit;

import dev.plenum.sfu.control.RoomListener;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.dtls.DtlsGate;
import dev.plenum.sfu.dtls.DtlsIdentity;
import dev.plenum.sfu.port.DatagramBatch;
import dev.plenum.sfu.port.DatagramSink;
import dev.plenum.sfu.port.OutgoingMemory;
import dev.plenum.sfu.port.PeerAddress;
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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A loop without a thread and without a network: the test is the thread and says what time it is;
 * datagrams go straight from and to {@link TestPeer}s.
 */
public final class TestLoop implements DatagramSink {

  private static final long PATIENCE_SECONDS = 20;

  private final MediaCounters counters = new MediaCounters();
  private final PacketDemux demux = new PacketDemux(counters);
  private final PacingTurns turns = new PacingTurns();
  private final LinkedBlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
  private final Map<PeerAddress, TestPeer> peers = new HashMap<>();
  private final byte[] inbound = new byte[DatagramBatch.DATAGRAM_BYTES];
  private final RoomContext context;
  private long nowNanos = 1_000_000_000_000L;
  private boolean inBatch;
  private @Nullable DatagramSink elsewhere;

  public TestLoop(SrtpEngine srtp) {
    this(srtp, true);
  }

  public TestLoop(SrtpEngine srtp, boolean orchestrated) {
    TransportContext transports =
        new TransportContext(
            demux,
            this,
            new Handshakes(
                DtlsIdentity.generate(), new DtlsGate(2, () -> 0), commands::add, commands::add),
            srtp,
            new RtcpScratch(),
            turns);
    context =
        new RoomContext(
            transports,
            new PacketScratch(DatagramBatch.DATAGRAM_BYTES),
            3,
            orchestrated,
            Runnable::run,
            NtpTime::ofUnixNanos);
  }

  public RoomShard openRoom(RoomListener listener) {
    return new RoomShard(context, listener, new MediaCounters(counters), nowNanos);
  }

  public MediaCounters counters() {
    return counters;
  }

  /** Who is to be served, within a {@link #batch}. */
  public PacingTurns turns() {
    return turns;
  }

  public long nowNanos() {
    return nowNanos;
  }

  public void advance(long nanos) {
    pass(nanos);
    serve();
  }

  private void serve() {
    turns.callDue(nowNanos);
    turns.serve(Integer.MAX_VALUE, nowNanos);
  }

  /** Lets time pass without anybody being served. */
  public void pass(long nanos) {
    nowNanos += nanos;
  }

  void attach(TestPeer peer) {
    peers.put(peer.address(), peer);
  }

  void detach(TestPeer peer) {
    peers.remove(peer.address());
  }

  /** Has a command run by the test's thread. */
  void post(Runnable command) {
    commands.add(command);
  }

  /** Lets a datagram arrive, now. */
  public void receive(PeerAddress from, byte[] datagram, int length) {
    System.arraycopy(datagram, 0, inbound, 0, length);
    demux.accept(inbound, length, from.high(), from.low(), from.port(), nowNanos);
    if (!inBatch) {
      serve();
    }
  }

  /** Lets what is received meanwhile arrive in one batch. */
  public void batch(Runnable arrivals) {
    inBatch = true;
    arrivals.run();
    inBatch = false;
    serve();
  }

  /** From now on what leaves goes there, and peers receive nothing. */
  public void leaveTo(DatagramSink sink) {
    elsewhere = sink;
  }

  @Override
  public @Nullable OutgoingMemory memory(PeerAddress to) {
    return elsewhere == null ? null : elsewhere.memory(to);
  }

  @Override
  public void send(PeerAddress to, byte[] bytes, int offset, int length) {
    if (elsewhere != null) {
      elsewhere.send(to, bytes, offset, length);
      return;
    }
    TestPeer peer = peers.get(to);
    if (peer != null) {
      peer.receive(bytes, offset, length);
    }
  }

  @Override
  public void flush() {}

  /** Runs what handshakes post until the condition holds. */
  void runUntil(BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (!condition.getAsBoolean()) {
        Runnable command = commands.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (command == null || System.nanoTime() - deadlineNanos > 0) {
          throw new AssertionError("the handshake does not come to an end");
        }
        command.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
