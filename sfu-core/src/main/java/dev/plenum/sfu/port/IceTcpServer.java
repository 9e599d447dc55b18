package dev.plenum.sfu.port;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Any thread may call this: the passive ICE-TCP candidates (RFC 6544) of a node, one TCP port for
 * all loops, for people whose network lets no UDP through. It has one thread of its own.
 *
 * <p>A connection gets a {@link PeerAddress#tcp} address when it comes. Its first frame, a STUN
 * binding request, decides which {@link IceTcpInbox} receives its frames.
 */
public final class IceTcpServer implements DatagramSink, AutoCloseable {
  private static final long CLOSE_SECONDS = 1;

  private final DropCounters<IceTcpDrop> drops = new DropCounters<>(IceTcpDrop.class);
  private final Map<PeerAddress, Channel> channels = new ConcurrentHashMap<>();
  private final AtomicLong connectionNumbers = new AtomicLong();
  private final IceTcpLimits limits;
  private final IceTcpRouter router;
  private final EventLoopGroup thread;
  private final int localPort;

  private IceTcpServer(
      @Nullable InetAddress bindAddress, int port, IceTcpLimits limits, IceTcpRouter router)
      throws IOException {
    this.limits = limits;
    this.router = router;
    thread =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("ice-tcp", true), NioIoHandler.newFactory());
    localPort = listen(new InetSocketAddress(bindAddress, port));
  }

  /**
   * @param bindAddress null for every address of the host, IPv6 and IPv4
   * @param port 0 for any free one
   * @param router asked by this server's thread, so it must not block
   * @throws BindException if the address or port cannot be had; the message names the port
   */
  public static IceTcpServer open(
      @Nullable InetAddress bindAddress, int port, IceTcpLimits limits, IceTcpRouter router)
      throws IOException {
    return new IceTcpServer(bindAddress, port, limits, router);
  }

  @Override
  public void send(PeerAddress to, byte[] bytes, int offset, int length) {
    DatagramBatch.requireFits(length);
    Objects.checkFromIndexSize(offset, length, bytes.length);
    Channel channel = channels.get(to);
    if (channel == null) {
      drops.count(IceTcpDrop.SEND_NO_CONNECTION);
    } else if (!channel.isWritable()) {
      drops.count(IceTcpDrop.SEND_QUEUE_FULL);
    } else {
      ByteBuf frame = channel.alloc().directBuffer(IceTcpConnection.LENGTH_BYTES + length);
      frame.writeShort(length).writeBytes(bytes, offset, length);
      var _ = channel.writeAndFlush(frame, channel.voidPromise());
    }
  }

  /** Nothing: the server's thread puts together what waits when it gets to it. */
  @Override
  public void flush() {}

  public int localPort() {
    return localPort;
  }

  /** Open connections, those without a first frame included. */
  public int connections() {
    return channels.size();
  }

  /** How many connections or frames fell to {@code reason} since the server was opened. */
  public long drops(IceTcpDrop reason) {
    return drops.drops(reason);
  }

  /** Closes every connection. Waits for that for a second at most. */
  @Override
  public void close() {
    thread
        .shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
  }

  private int listen(InetSocketAddress address) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(thread)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_SNDBUF, limits.outgoingBytes())
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(limits.outgoingBytes() / 2, limits.outgoingBytes()))
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      close();
      BindException named =
          new BindException("TCP port " + address.getPort() + ": " + bound.cause().getMessage());
      named.initCause(bound.cause());
      throw named;
    }
    return ((InetSocketAddress) bound.channel().localAddress()).getPort();
  }

  private void accept(Channel channel) {
    if (channels.size() >= limits.connections()) {
      drops.count(IceTcpDrop.CONNECTION_LIMIT);
      var _ = channel.close();
      return;
    }
    long number = connectionNumbers.incrementAndGet();
    PeerAddress address = PeerAddress.tcp(number);
    channels.put(address, channel);
    channel.closeFuture().addListener(closed -> channels.remove(address));
    IceTcpConnection.install(channel, number, limits, router, drops);
  }
}
