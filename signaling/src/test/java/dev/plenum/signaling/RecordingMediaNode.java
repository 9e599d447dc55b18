package dev.plenum.signaling;

import dev.plenum.sfu.control.AllocationStatus;
import dev.plenum.sfu.control.CounterReader;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.control.HandshakeResult;
import dev.plenum.sfu.control.IceCandidate;
import dev.plenum.sfu.control.IceParameters;
import dev.plenum.sfu.control.Layout;
import dev.plenum.sfu.control.LoopStatus;
import dev.plenum.sfu.control.MediaNode;
import dev.plenum.sfu.control.MediaRoom;
import dev.plenum.sfu.control.RoomListener;
import dev.plenum.sfu.control.SourceStatus;
import dev.plenum.sfu.control.TransportSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A media plane without sockets: it takes every command at once and writes it down. */
public final class RecordingMediaNode implements MediaNode {

  private static final List<IceCandidate> CANDIDATES =
      List.of(
          new IceCandidate("192.0.2.1", 10_000, false, 2_130_706_431L),
          new IceCandidate("2001:db8::1", 10_001, true, 1_671_430_143L));

  /** What was asked for, in order, such as {@code connect p1}. */
  public final List<String> commands = new CopyOnWriteArrayList<>();

  /** The latest specification of each call to connect and renegotiate, in order. */
  public final List<TransportSpec> transports = new CopyOnWriteArrayList<>();

  /** What the loops say of themselves. */
  public volatile List<LoopStatus> loops = List.of(loop(0, 0), loop(1, 0));

  /** What everybody's allocation is. */
  public volatile Optional<AllocationStatus> allocation = Optional.empty();

  private final AtomicInteger generation = new AtomicInteger();

  public static LoopStatus loop(int index, long sinceLastTurnNanos) {
    return new LoopStatus(index, 10_000 + index, 0, 0, 1_500_000, sinceLastTurnNanos);
  }

  @Override
  public String fingerprint() {
    return "sha-256 " + "01:".repeat(31) + "23";
  }

  @Override
  public void rehearse(BooleanSupplier isOver) {
    // There is nothing to compile.
  }

  @Override
  public String srtpEngine() {
    return "jce";
  }

  @Override
  public String udpEngine() {
    return "none";
  }

  @Override
  public List<IceCandidate> candidates() {
    return CANDIDATES;
  }

  @Override
  public MediaRoom openRoom(String name, RoomListener listener) {
    commands.add("open " + name);
    return new RecordingRoom();
  }

  @Override
  public List<LoopStatus> loops() {
    return loops;
  }

  @Override
  public CounterReader counters() {
    return new KnownCounters();
  }

  @Override
  public void close() {
    commands.add("close node");
  }

  private final class RecordingRoom implements MediaRoom {

    @Override
    public List<IceCandidate> candidates() {
      return CANDIDATES;
    }

    @Override
    public IceParameters newIceParameters() {
      int number = generation.incrementAndGet();
      return new IceParameters("server" + number, "password-of-the-server-" + number);
    }

    @Override
    public CompletionStage<Void> connect(TransportSpec spec) {
      commands.add("connect " + spec.participantId());
      transports.add(spec);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> renegotiate(TransportSpec spec) {
      commands.add("renegotiate " + spec.participantId());
      transports.add(spec);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void disconnect(String participantId) {
      commands.add("disconnect " + participantId);
    }

    @Override
    public void layout(String participantId, Layout layout) {
      commands.add("layout " + participantId);
    }

    @Override
    public void mute(int csrc, boolean muted) {
      commands.add((muted ? "mute " : "unmute ") + csrc);
    }

    @Override
    public CounterReader counters() {
      return new KnownCounters();
    }

    @Override
    public CompletionStage<List<SourceStatus>> sources() {
      return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Optional<AllocationStatus>> allocation(String participantId) {
      return CompletableFuture.completedFuture(allocation);
    }

    @Override
    public void close() {
      commands.add("close room");
    }
  }

  /** Counters with a value that tells them apart. */
  private static final class KnownCounters implements CounterReader {

    @Override
    public long packets(Direction direction, PacketKind kind) {
      return 10L * direction.ordinal() + kind.ordinal();
    }

    @Override
    public long bytes(Direction direction, PacketKind kind) {
      return 1_000L * packets(direction, kind);
    }

    @Override
    public long dropped(DropReason reason) {
      return reason.ordinal();
    }

    @Override
    public long keyFrameRequests() {
      return 77;
    }

    @Override
    public long restoredPackets() {
      return 33;
    }

    @Override
    public long handshakes(HandshakeResult result) {
      return 40L + result.ordinal();
    }

    @Override
    public long refusedCommands() {
      return 5;
    }

    @Override
    public long forwardDelays(int bucket) {
      return bucket;
    }
  }
}
