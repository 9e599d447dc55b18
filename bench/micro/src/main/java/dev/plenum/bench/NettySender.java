package dev.plenum.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Netty's datagram channel at its best: epoll, as many datagrams as there are in one sendmmsg,
 * pooled buffers, no promise per datagram, and all of a burst written by one task of the event
 * loop.
 */
final class NettySender implements AutoCloseable {

  private static final int MOST_PER_CALL = 1_024;
  private static final int SOCKET_BUFFER_BYTES = 4 << 20;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final Channel channel;

  NettySender() {
    channel =
        new Bootstrap()
            .group(group)
            .channel(EpollDatagramChannel.class)
            .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
            .option(ChannelOption.MAX_MESSAGES_PER_WRITE, MOST_PER_CALL)
            .handler(new ChannelInboundHandlerAdapter())
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  /**
   * Sends so many copies to each peer, and waits until they have left.
   *
   * @param run how many of them go to a peer as one message
   */
  void send(List<InetSocketAddress> peers, byte[] datagram, int copies, int run) {
    channel.eventLoop().submit(() -> write(peers, datagram, copies, run)).syncUninterruptibly();
  }

  /** A void promise has nothing to tell. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void write(List<InetSocketAddress> peers, byte[] datagram, int copies, int run) {
    for (int sent = 0; sent < copies; sent += run) {
      for (InetSocketAddress peer : peers) {
        ByteBuf bytes = channel.alloc().directBuffer(run * datagram.length);
        for (int i = 0; i < run; i++) {
          bytes.writeBytes(datagram);
        }
        DatagramPacket packet =
            run == 1
                ? new DatagramPacket(bytes, peer)
                : new SegmentedDatagramPacket(bytes, datagram.length, peer);
        channel.write(packet, channel.voidPromise());
      }
    }
    channel.flush();
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
