package dev.plenum.sfu.port;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Owned by its Netty channel's thread: one peer's connection, from its first frame, which says
 * whose it is, to the inbox of the loop that has the peer.
 *
 * <p>A frame is a datagram behind its length (RFC 4571, 2):
 *
 * <pre>{@code
 *  0       2
 * +-------+----------------------+
 * | length| STUN, DTLS, RTP, ... |
 * +-------+----------------------+
 * }</pre>
 */
final class IceTcpConnection extends SimpleChannelInboundHandler<ByteBuf> {
  static final int LENGTH_BYTES = 2;

  private final long number;
  private final IceTcpLimits limits;
  private final IceTcpRouter router;
  private final DropCounters<IceTcpDrop> drops;
  private final byte[] frame = new byte[DatagramBatch.DATAGRAM_BYTES];

  private @Nullable Future<?> firstFrameDeadline;
  private @Nullable IceTcpInbox inbox;

  private IceTcpConnection(
      long number, IceTcpLimits limits, IceTcpRouter router, DropCounters<IceTcpDrop> drops) {
    this.number = number;
    this.limits = limits;
    this.router = router;
    this.drops = drops;
  }

  /** Makes {@code channel}, which is not active yet, the connection {@code number}. */
  static void install(
      Channel channel,
      long number,
      IceTcpLimits limits,
      IceTcpRouter router,
      DropCounters<IceTcpDrop> drops) {
    channel
        .pipeline()
        .addLast(
            new LengthFieldBasedFrameDecoder(
                LENGTH_BYTES + DatagramBatch.DATAGRAM_BYTES, 0, LENGTH_BYTES, 0, LENGTH_BYTES),
            // Behind the decoder, so that bytes which never make a frame do not keep a connection.
            new ReadTimeoutHandler(limits.idleTimeout().toNanos(), TimeUnit.NANOSECONDS),
            new FlushConsolidationHandler(DatagramBatch.CAPACITY, true),
            new IceTcpConnection(number, limits, router, drops));
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    firstFrameDeadline =
        context
            .executor()
            .schedule(
                () -> close(context, IceTcpDrop.FIRST_FRAME_LATE),
                limits.firstFrameTimeout().toNanos(),
                TimeUnit.NANOSECONDS);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancelDeadline();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf received) {
    if (!context.channel().isActive()) {
      return; // The rest of what came together with the frame for which we have closed.
    }
    int length = received.readableBytes();
    received.readBytes(frame, 0, length);
    if (inbox == null) {
      inbox = open(context, length);
    }
    if (inbox != null && !inbox.offer(number, frame, 0, length)) {
      drops.count(IceTcpDrop.INBOX_FULL);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close(
        context,
        switch (cause) {
          case TooLongFrameException tooLong -> IceTcpDrop.FRAME_TOO_LONG;
          case ReadTimeoutException timeout -> IceTcpDrop.IDLE;
          default -> IceTcpDrop.CONNECTION_FAILED;
        });
  }

  /** The inbox that the first frame asks for; null if the connection was closed instead. */
  private @Nullable IceTcpInbox open(ChannelHandlerContext context, int length) {
    cancelDeadline();
    String localUfrag = BindingRequest.localUfrag(frame, length);
    if (localUfrag == null) {
      close(context, IceTcpDrop.FIRST_FRAME_INVALID);
      return null;
    }
    IceTcpInbox routed = router.route(localUfrag);
    if (routed == null) {
      close(context, IceTcpDrop.FIRST_FRAME_UNKNOWN);
    }
    return routed;
  }

  private void close(ChannelHandlerContext context, IceTcpDrop reason) {
    // Writes that were under way fail by the closing, and come here again.
    if (context.channel().isActive()) {
      drops.count(reason);
      var _ = context.close();
    }
  }

  private void cancelDeadline() {
    if (firstFrameDeadline != null) {
      firstFrameDeadline.cancel(false);
    }
  }
}
