package dev.plenum.signaling.websocket;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionEncoder;
import java.util.List;

/**
 * Deflates whole text messages that are long enough to gain by it; others go as they are, which RFC
 * 7692 section 6 leaves to the sender.
 *
 * <p>Owner: the event loop of the HTTP server.
 */
final class DeflatingEncoder extends WebSocketExtensionEncoder {

  /** Shorter ones, such as who speaks, hardly shrink. */
  private static final int LEAST_BYTES = 256;

  private final SharedDeflater deflater;

  DeflatingEncoder(SharedDeflater deflater) {
    this.deflater = deflater;
  }

  @Override
  public boolean acceptOutboundMessage(Object message) {
    return message instanceof TextWebSocketFrame text
        && text.isFinalFragment()
        && text.content().readableBytes() >= LEAST_BYTES;
  }

  @Override
  protected void encode(
      ChannelHandlerContext context, WebSocketFrame message, List<Object> encoded) {
    byte[] deflated = deflater.deflate(message.content());
    encoded.add(
        new TextWebSocketFrame(
            true, message.rsv() | WebSocketExtension.RSV1, Unpooled.wrappedBuffer(deflated)));
  }
}
