package dev.plenum.load;

import dev.plenum.load.socket.DatagramVector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The one thread that moves everybody's media, and owns what is on its way.
 *
 * <p>It must cost less per packet than the server does. So it never waits for a socket, which would
 * have the server's sends wake it up again and again: it turns once a millisecond, sends what is
 * due, and looks at a part of the sockets, such that each comes up every {@value #ROUND_MILLIS} ms
 * and gives several packets with one call. When they arrived is told by the kernel. Who is joining
 * is looked at in every turn.
 */
final class MediaLoop implements AutoCloseable {
  static final int ROUND_MILLIS = 20;

  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final List<PeerTransport> joining = new ArrayList<>();
  private final List<PeerTransport> connected = new ArrayList<>();
  private final List<PeerTransport> sending = new ArrayList<>();
  private final DatagramVector incoming = new DatagramVector();
  private final byte[] datagram = new byte[DatagramVector.DATAGRAM_BYTES];
  private final Thread thread = new Thread(this::run, "media");
  private volatile boolean closed;
  private int turn;

  private MediaLoop() {}

  static MediaLoop start() {
    MediaLoop loop = new MediaLoop();
    loop.thread.start();
    return loop;
  }

  /** From any thread: what the transport's socket receives goes to it. */
  void join(PeerTransport transport) {
    commands.add(() -> joining.add(transport));
  }

  /** From any thread: the transport's media may flow. */
  void connect(PeerTransport transport, Runnable begin) {
    commands.add(
        () -> {
          if (joining.remove(transport)) {
            connected.add(transport);
            if (transport.sink().sends()) {
              sending.add(transport);
            }
            begin.run();
          }
        });
  }

  /** From any thread: the transport is no more. */
  void disconnect(PeerTransport transport, Runnable end) {
    commands.add(
        () -> {
          joining.remove(transport);
          connected.remove(transport);
          sending.remove(transport);
          end.run();
        });
  }

  /** From any thread: what changes the loop's own. */
  void execute(Runnable command) {
    commands.add(command);
  }

  /** From any other thread: what is the loop's own, at one moment. */
  <T> T ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    commands.add(() -> answer.complete(question.get()));
    return answer.join();
  }

  private void run() {
    long nextNanos = System.nanoTime();
    while (!closed) {
      for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
        command.run();
      }
      turn(System.nanoTime());
      nextNanos += TURN_NANOS;
      long nowNanos = System.nanoTime();
      if (nextNanos - nowNanos > 0) {
        LockSupport.parkNanos(nextNanos - nowNanos);
      } else {
        nextNanos = nowNanos;
      }
    }
    for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
      command.run();
    }
  }

  private void turn(long nowNanos) {
    for (PeerTransport transport : sending) {
      transport.sink().send(nowNanos);
    }
    long epochNanos = epochNanos() - System.nanoTime();
    for (PeerTransport transport : joining) {
      receive(transport, epochNanos);
    }
    turn = (turn + 1) % ROUND_MILLIS;
    for (int i = turn; i < connected.size(); i += ROUND_MILLIS) {
      PeerTransport transport = connected.get(i);
      receive(transport, epochNanos);
      transport.answer(nowNanos);
    }
  }

  /** Takes what has come for everybody, so that it counts. Only on the loop. */
  void receiveAll() {
    long epochNanos = epochNanos() - System.nanoTime();
    connected.forEach(transport -> receive(transport, epochNanos));
  }

  /**
   * @param epochNanos what the kernel's time is ahead of ours
   */
  private void receive(PeerTransport transport, long epochNanos) {
    int count;
    do {
      count = transport.socket().receive(incoming);
      for (int i = 0; i < count; i++) {
        int length = incoming.copy(i, datagram);
        transport.received(datagram, length, incoming.arrivedNanos(i) - epochNanos);
      }
    } while (count == DatagramVector.CAPACITY);
  }

  private static long epochNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
