package dev.plenum.sfu.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Owned by one shard loop as {@link UdpPort} says: the JDK's channel, for systems other than Linux.
 *
 * <p>It makes an address object per datagram, and one call. An interrupted thread does not block in
 * {@link #await}.
 */
final class ChannelUdpPort implements UdpPort {
  private static final int BUFFER_BYTES = 4 << 20;
  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final DropCounters<UdpDrop> drops = new DropCounters<>(UdpDrop.class);
  private final AtomicBoolean wakePending = new AtomicBoolean();

  /** One byte longer than a datagram may be, to know the ones that were cut. */
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(DatagramBatch.DATAGRAM_BYTES + 1);

  private final DatagramBatch outgoing = new DatagramBatch();
  private final ByteBuffer leaving = ByteBuffer.allocateDirect(DatagramBatch.DATAGRAM_BYTES);
  private final DatagramChannel channel;
  private final Selector selector;
  private final int localPort;

  private int unsent;

  private ChannelUdpPort(DatagramChannel channel, Selector selector) throws IOException {
    this.channel = channel;
    this.selector = selector;
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    localPort = ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  /**
   * @param bindAddress null for every address of the host
   * @param port 0 for any free one
   * @throws BindException if the address or port cannot be had; the message names the port
   */
  static ChannelUdpPort open(@Nullable InetAddress bindAddress, int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
      channel.bind(new InetSocketAddress(bindAddress, port));
      return new ChannelUdpPort(channel, Selector.open());
    } catch (BindException e) {
      channel.close();
      throw named(e, port);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public int receive(DatagramBatch batch) {
    int filled = 0;
    for (int i = 0; i < DatagramBatch.CAPACITY; i++) {
      InetSocketAddress from = receiveOne();
      if (from == null) {
        break;
      }
      PeerAddress peer = PeerAddress.of(from);
      if (isAcceptable(peer)) {
        int length = incoming.remaining();
        incoming.get(batch.bytes(filled), 0, length);
        batch.fill(filled, length, peer.high(), peer.low(), peer.port());
        filled++;
      }
    }
    return filled;
  }

  @Override
  public void await(long timeoutNanos) {
    try {
      if (timeoutNanos <= 0) {
        selector.selectNow();
      } else {
        selector.select(Math.ceilDiv(timeoutNanos, NANOS_PER_MILLI));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    selector.selectedKeys().clear();
    wakePending.getAndSet(false);
  }

  @Override
  public void wake() {
    if (!wakePending.getAndSet(true)) {
      selector.wakeup();
    }
  }

  @Override
  public void send(PeerAddress to, byte[] bytes, int offset, int length) {
    to.requireUdp();
    DatagramBatch.requireFits(length);
    System.arraycopy(bytes, offset, outgoing.bytes(unsent), 0, length);
    outgoing.fill(unsent, length, to.high(), to.low(), to.port());
    unsent++;
    if (unsent == DatagramBatch.CAPACITY) {
      flush();
    }
  }

  @Override
  public void flush() {
    int count = unsent;
    unsent = 0;
    for (int i = 0; i < count; i++) {
      leaving.clear().put(outgoing.bytes(i), 0, outgoing.length(i)).flip();
      sendOne(outgoing.address(i).toInetSocketAddress());
    }
  }

  @Override
  public int localPort() {
    return localPort;
  }

  @Override
  public String name() {
    return "DatagramChannel";
  }

  @Override
  public long drops(UdpDrop reason) {
    return drops.drops(reason);
  }

  @Override
  public void close() {
    try (channel;
        selector) {
      wakePending.set(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable InetSocketAddress receiveOne() {
    incoming.clear();
    try {
      InetSocketAddress from = (InetSocketAddress) channel.receive(incoming);
      incoming.flip();
      return from;
    } catch (ClosedChannelException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      drops.count(UdpDrop.RECEIVE_FAILED);
      return null;
    }
  }

  private boolean isAcceptable(PeerAddress peer) {
    if (incoming.remaining() > DatagramBatch.DATAGRAM_BYTES) {
      drops.count(UdpDrop.RECEIVE_TRUNCATED);
      return false;
    }
    if (!PeerAddress.isAnswerable(peer.high(), peer.port())) {
      drops.count(UdpDrop.RECEIVE_UNANSWERABLE);
      return false;
    }
    return true;
  }

  private void sendOne(InetSocketAddress to) {
    boolean empty = !leaving.hasRemaining();
    try {
      if (channel.send(leaving, to) == 0 && !empty) {
        drops.count(UdpDrop.SEND_WOULD_BLOCK);
      }
    } catch (ClosedChannelException e) {
      throw new IllegalStateException(e);
    } catch (PortUnreachableException e) {
      drops.count(UdpDrop.SEND_REFUSED);
    } catch (NoRouteToHostException | UnsupportedAddressTypeException e) {
      drops.count(UdpDrop.SEND_UNREACHABLE);
    } catch (IOException e) {
      drops.count(UdpDrop.SEND_FAILED);
    }
  }

  private static BindException named(BindException cause, int port) {
    BindException named = new BindException("UDP port " + port + ": " + cause.getMessage());
    named.initCause(cause);
    return named;
  }
}
