package dev.plenum.signaling.websocket;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Bounds what a deflated WebSocket message may inflate to. Vert.x bounds messages before inflation
 * alone, so that a megabyte could become a gigabyte.
 */
public final class Inflation {

  private static final int COMPRESSION_LEVEL = 6;

  private Inflation() {}

  /**
   * To be called for each new connection of the HTTP server.
   *
   * @param mostBytes above it the connection is closed
   */
  public static void limit(HttpConnection connection, int mostBytes) {
    if (!(connection instanceof HttpServerConnection accepted)) {
      return;
    }
    ChannelPipeline pipeline = accepted.channelHandlerContext().pipeline();
    if (pipeline.get(WebSocketServerExtensionHandler.class) != null) {
      pipeline.replace(
          WebSocketServerExtensionHandler.class,
          "limitedWebSocketExtensions",
          extensions(mostBytes));
    }
  }

  static WebSocketServerExtensionHandler extensions(int mostBytes) {
    return new WebSocketServerExtensionHandler(
        new PerMessageDeflateServerExtensionHandshaker(
            COMPRESSION_LEVEL,
            ZlibCodecFactory.isSupportingWindowSizeAndMemLevel(),
            PerMessageDeflateServerExtensionHandshaker.MAX_WINDOW_SIZE,
            false,
            false,
            mostBytes));
  }
}
