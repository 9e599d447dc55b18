package dev.plenum.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** The one thread that moves everybody's media, and owns what is on its way. */
final class MediaLoop implements AutoCloseable {
  private static final long TICK_MILLIS = 5;
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
  private static final int DATAGRAM_BYTES = 2048;

  private final Selector selector;
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final List<PeerTransport> connected = new ArrayList<>();
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
  private final byte[] datagram = new byte[DATAGRAM_BYTES];
  private final Thread thread = new Thread(this::run, "media");
  private volatile boolean closed;

  private MediaLoop(Selector selector) {
    this.selector = selector;
  }

  static MediaLoop start() throws IOException {
    MediaLoop loop = new MediaLoop(Selector.open());
    loop.thread.start();
    return loop;
  }

  /** From any thread: what this channel receives goes to the transport. */
  void register(DatagramChannel channel, PeerTransport transport) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, transport);
    selector.wakeup();
  }

  /** From any thread: the transport takes part in ticks from now on. */
  void connected(Runnable begin, PeerTransport transport) {
    execute(
        () -> {
          connected.add(transport);
          begin.run();
        });
  }

  /** From any thread: the transport is no more. */
  void disconnected(PeerTransport transport) {
    execute(() -> connected.remove(transport));
  }

  private void execute(Runnable command) {
    commands.add(command);
    selector.wakeup();
  }

  private void run() {
    long tickNanos = System.nanoTime();
    try {
      while (!closed) {
        selector.select(this::receive, TICK_MILLIS);
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
          command.run();
        }
        long nowNanos = System.nanoTime();
        if (nowNanos - tickNanos >= TICK_NANOS) {
          tickNanos = nowNanos;
          for (PeerTransport transport : connected) {
            transport.tick(nowNanos);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive(SelectionKey key) {
    DatagramChannel channel = (DatagramChannel) key.channel();
    PeerTransport transport = (PeerTransport) key.attachment();
    try {
      while (channel.read(incoming.clear()) > 0) {
        int length = incoming.flip().remaining();
        incoming.get(datagram, 0, length);
        transport.received(datagram, length, System.nanoTime());
      }
    } catch (IOException e) {
      key.cancel(); // closed by its participant, or the server is gone
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    selector.close();
  }
}
