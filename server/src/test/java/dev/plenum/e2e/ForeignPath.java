package dev.plenum.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The way between one client and the server leads through somebody who reads along and puts in what
 * he likes: to the server it comes from the client's own address.
 *
 * <pre>
 *   client  ──&gt;  outer port | inner port  ──&gt;  server
 * </pre>
 */
final class ForeignPath implements AutoCloseable {

  private static final int DATAGRAM_BYTES = 2048;
  private static final int KEPT = 512;
  private static final int SOCKET_BUFFER_BYTES = 4 << 20;

  private final DatagramChannel outer;
  private final DatagramChannel inner;
  private final ConcurrentLinkedQueue<byte[]> heard = new ConcurrentLinkedQueue<>();
  private volatile @Nullable SocketAddress client;

  private ForeignPath(DatagramChannel outer, DatagramChannel inner) {
    this.outer = outer;
    this.inner = inner;
  }

  static ForeignPath to(int mediaPort) {
    try {
      InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
      DatagramChannel outer = channel().bind(new InetSocketAddress(loopback, 0));
      DatagramChannel inner = channel().connect(new InetSocketAddress(loopback, mediaPort));
      ForeignPath path = new ForeignPath(outer, inner);
      Thread.ofPlatform().daemon().name("to-server").start(path::carryToServer);
      Thread.ofPlatform().daemon().name("to-client").start(path::carryToClient);
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DatagramChannel channel() throws IOException {
    return DatagramChannel.open()
        .setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES)
        .setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
  }

  /** The port which the client takes for the server's. */
  int port() {
    return outer.socket().getLocalPort();
  }

  /** The first datagrams that the client sent, as they were on the wire. */
  List<byte[]> heard() {
    return List.copyOf(heard);
  }

  /** Puts a datagram in. */
  void forge(byte[] datagram) {
    try {
      inner.write(ByteBuffer.wrap(datagram));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void carryToServer() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
    carry(
        () -> {
          client = outer.receive(buffer.clear());
          buffer.flip();
          keep(buffer.duplicate());
          inner.write(buffer);
        });
  }

  private void carryToClient() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
    carry(
        () -> {
          inner.read(buffer.clear());
          SocketAddress to = client;
          if (to != null) {
            outer.send(buffer.flip(), to);
          }
        });
  }

  private void keep(ByteBuffer datagram) {
    if (heard.size() < KEPT) {
      byte[] copy = new byte[datagram.remaining()];
      datagram.get(copy);
      heard.add(copy);
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void carry(Step step) {
    try {
      while (true) {
        step.run();
      }
    } catch (ClosedChannelException e) {
      // The test is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      outer.close();
      inner.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
