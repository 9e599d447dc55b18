package dev.plenum.sfu.node;

import dev.plenum.sfu.control.DropReason;
import dev.plenum.sfu.control.LoopStatus;
import dev.plenum.sfu.counters.MediaCounters;
import dev.plenum.sfu.port.DatagramBatch;
import dev.plenum.sfu.port.DatagramSink;
import dev.plenum.sfu.port.IceTcpInbox;
import dev.plenum.sfu.port.UdpDrop;
import dev.plenum.sfu.port.UdpPort;
import dev.plenum.sfu.room.RoomShard;
import dev.plenum.sfu.transport.PacingTurns;
import dev.plenum.sfu.transport.PacketDemux;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * One thread, one UDP port, and the rooms that both serve. All state of these rooms belongs to this
 * thread; others {@link #post} commands.
 *
 * <p>A turn runs the commands that wait, takes what has arrived through the stations of the
 * packet's way, lets downlinks send what has waited for its turn and rooms serve what has fallen
 * due, and puts on the wire what all that made. With nothing to do it blocks in the port. The clock
 * is read once for everything that happens at once, and again where work may have taken long: the
 * time at which something was sent is what congestion control goes by.
 *
 * <p>Sound leaves as it is taken. Receivers are then served with pictures for no longer than {@link
 * #SLICE_NANOS} before the next turn takes what has come meanwhile: so sound never waits for many
 * pictures, and where there is too much to do it is pictures that wait, and give way in the end.
 */
final class ShardLoop {

  /** What falls due is served at most this much late: less than the spacing of retries it times. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** An empty loop still shows that it is alive. */
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final int COMMANDS = 1 << 14;

  /** Room that new work leaves to what takes something away: mutes, leaves, ends. */
  private static final int RESERVED_COMMANDS = COMMANDS / 4;

  private static final int COMMANDS_PER_TURN = 256;
  private static final int DATAGRAMS_PER_TURN = 4 * DatagramBatch.CAPACITY;

  /** For so long receivers are served before it is looked what has arrived. */
  private static final long SLICE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  /** So many receivers are served between two readings of the clock. */
  private static final int RECEIVERS_AT_ONCE = 8;

  private final int index;
  private final UdpPort port;
  private final DatagramSink sink;
  private final IceTcpInbox tcpInbox;
  private final PacketDemux demux;
  private final PacingTurns turns;
  private final MediaCounters counters;
  private final DatagramBatch batch = new DatagramBatch();
  private final ManyToOneConcurrentArrayQueue<Runnable> commands =
      new ManyToOneConcurrentArrayQueue<>(COMMANDS);
  private final List<RoomShard> rooms = new ArrayList<>();
  private final ErrorLog errors = new ErrorLog();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable serve = this::serve;
  private final Thread thread;

  private long nowNanos;
  private long nextTickNanos;
  private volatile boolean closing;
  private volatile long turnBeganNanos;
  private volatile long lagNanos;
  private volatile int roomCount;
  private volatile int transportCount;
  private final AtomicInteger expectedRooms = new AtomicInteger();

  ShardLoop(
      int index,
      UdpPort port,
      DatagramSink sink,
      IceTcpInbox tcpInbox,
      PacketDemux demux,
      PacingTurns turns,
      MediaCounters counters) {
    this.index = index;
    this.port = port;
    this.sink = sink;
    this.tcpInbox = tcpInbox;
    this.demux = demux;
    this.turns = turns;
    this.counters = counters;
    this.turnBeganNanos = System.nanoTime();
    this.nextTickNanos = turnBeganNanos;
    this.thread = Thread.ofPlatform().name("shard-" + index).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /**
   * Has a command run on the loop's thread, from any thread.
   *
   * @return false, and counted, if too many are waiting
   */
  boolean post(Runnable command) {
    if (commands.size() >= COMMANDS - RESERVED_COMMANDS) {
      counters.refusedCommand();
      return false;
    }
    return postReserved(command);
  }

  /**
   * The same for a command that an overloaded loop must not refuse: it may also take what {@link
   * #post} leaves free.
   *
   * @return false, and counted, if even that is full
   */
  boolean postReserved(Runnable command) {
    if (!commands.offer(command)) {
      counters.refusedCommand();
      return false;
    }
    if (!Thread.currentThread().equals(thread)) {
      port.wake();
    }
    return true;
  }

  /** What is done now happens at this time. Only on the loop's thread. */
  long nowNanos() {
    return nowNanos;
  }

  void add(RoomShard room) {
    rooms.add(room);
  }

  void remove(RoomShard room) {
    rooms.remove(room);
    expectedRooms.getAndDecrement();
  }

  private void run() {
    nowNanos = System.nanoTime();
    while (!closing) {
      if (!turn()) {
        port.await(idleNanos());
      }
    }
    for (RoomShard room : rooms) {
      guard("saying goodbye", () -> room.close(nowNanos));
    }
    sink.flush();
    ended.countDown();
  }

  /** Returns whether more may be waiting than what it has done. */
  private boolean turn() {
    nowNanos = System.nanoTime();
    turnBeganNanos = nowNanos;
    runCommands();
    boolean more = forward();
    if (nextTickNanos - nowNanos <= 0) {
      tick();
    }
    sink.flush();
    return more || turns.isCalled() || !commands.isEmpty();
  }

  private void runCommands() {
    for (int run = 0; run < COMMANDS_PER_TURN; run++) {
      Runnable command = commands.poll();
      if (command == null) {
        return;
      }
      guard("running a command", command);
    }
  }

  /**
   * Takes what has arrived, and what comes meanwhile, up to a limit, so that a flood on the port
   * starves neither commands nor timers. Sound leaves then, and only now are pictures sent: the
   * packets of a frame, which come one right behind the other, leave together.
   *
   * @return whether more may have arrived
   */
  private boolean forward() {
    int taken = 0;
    int received;
    do {
      received = port.receive(batch);
      nowNanos = System.nanoTime();
      accept(received);
      taken += received;
    } while (received > 0 && taken < DATAGRAMS_PER_TURN);
    int framed = tcpInbox.drain(batch);
    accept(framed);
    taken += framed;
    sink.flush();
    guard("serving receivers", serve);
    sink.flush();
    if (taken > 0) {
      counters.forwardDelay(System.nanoTime() - turnBeganNanos);
    }
    return received > 0 || framed > 0;
  }

  private void serve() {
    nowNanos = System.nanoTime();
    turns.callDue(nowNanos);
    long untilNanos = nowNanos + SLICE_NANOS;
    while (turns.isCalled() && nowNanos - untilNanos < 0) {
      turns.serve(RECEIVERS_AT_ONCE, nowNanos);
      nowNanos = System.nanoTime();
    }
  }

  private void accept(int datagrams) {
    for (int i = 0; i < datagrams; i++) {
      try {
        demux.accept(
            batch.bytes(i),
            batch.length(i),
            batch.addressHigh(i),
            batch.addressLow(i),
            batch.port(i),
            nowNanos);
      } catch (RuntimeException bug) {
        counters.drop(DropReason.INTERNAL);
        errors.record("handling a datagram", bug);
      }
    }
  }

  private void tick() {
    lagNanos = nowNanos - nextTickNanos;
    nextTickNanos = nowNanos + TICK_NANOS;
    int transports = 0;
    for (RoomShard room : rooms) {
      try {
        room.tick(nowNanos);
      } catch (RuntimeException bug) {
        errors.record("serving what is due", bug);
      }
      transports += room.transports();
    }
    roomCount = rooms.size();
    transportCount = transports;
    if (transports == 0) {
      nextTickNanos = nowNanos + IDLE_NANOS;
    }
  }

  private long idleNanos() {
    long now = System.nanoTime();
    return turns.idleNanos(nextTickNanos - now, now);
  }

  private void guard(String doing, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException bug) {
      errors.record(doing, bug);
    }
  }

  LoopStatus status() {
    return new LoopStatus(
        index,
        port.localPort(),
        roomCount,
        transportCount,
        Math.max(0, lagNanos),
        System.nanoTime() - turnBeganNanos);
  }

  int index() {
    return index;
  }

  int mediaPort() {
    return port.localPort();
  }

  /** For placing rooms: transports weigh, and rooms count before anybody has joined them. */
  int load() {
    return expectedRooms.get() + 8 * transportCount;
  }

  void expectRoom() {
    expectedRooms.getAndIncrement();
  }

  MediaCounters counters() {
    return counters;
  }

  /** Datagrams that the port itself dropped. */
  long portDrops(UdpDrop reason) {
    return port.drops(reason);
  }

  /** Ends the loop after its rooms have said goodbye. */
  void close(long deadlineNanos) throws InterruptedException {
    closing = true;
    port.wake();
    if (ended.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      port.close();
    }
  }
}
