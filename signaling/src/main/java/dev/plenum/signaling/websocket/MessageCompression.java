package dev.plenum.signaling.websocket;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionDecoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionEncoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compresses WebSocket messages (permessage-deflate, RFC 7692) in a way that suits a room.
 *
 * <p>What goes to many is deflated once: no message refers to one before it, which the server
 * declares as {@code server_no_context_takeover}. What a deflated message may inflate to is
 * bounded; Vert.x bounds messages before inflation alone, so that a megabyte could become a
 * gigabyte.
 *
 * <p>Owner: the control loop, which must be the event loop of the HTTP server.
 */
public final class MessageCompression {

  /** For Netty's own deflater, which is not used. */
  private static final int NO_LEVEL = 0;

  private static final String SERVER_NO_CONTEXT = "server_no_context_takeover";

  private final SharedDeflater deflater = new SharedDeflater();
  private final int mostBytes;

  /**
   * @param mostBytes that a message may inflate to; above it the connection is closed
   */
  public MessageCompression(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** To be called for each new connection of the HTTP server. */
  public void prepare(HttpConnection connection) {
    if (!(connection instanceof HttpServerConnection accepted)) {
      return;
    }
    ChannelPipeline pipeline = accepted.channelHandlerContext().pipeline();
    if (pipeline.get(WebSocketServerExtensionHandler.class) != null) {
      pipeline.replace(
          WebSocketServerExtensionHandler.class, "messageCompression", newExtensionHandler());
    }
  }

  WebSocketServerExtensionHandler newExtensionHandler() {
    WebSocketServerExtensionHandshaker bounded =
        new PerMessageDeflateServerExtensionHandshaker(
            NO_LEVEL,
            ZlibCodecFactory.isSupportingWindowSizeAndMemLevel(),
            PerMessageDeflateServerExtensionHandshaker.MAX_WINDOW_SIZE,
            true,
            false,
            mostBytes);
    return new WebSocketServerExtensionHandler(
        offered -> {
          WebSocketServerExtension agreed = bounded.handshakeExtension(offered);
          return agreed == null ? null : new Deflating(agreed);
        });
  }

  /** Inflates as agreed, and deflates by what all connections share. */
  private final class Deflating implements WebSocketServerExtension {

    private final WebSocketServerExtension agreed;

    Deflating(WebSocketServerExtension agreed) {
      this.agreed = agreed;
    }

    @Override
    public int rsv() {
      return agreed.rsv();
    }

    @Override
    public WebSocketExtensionDecoder newExtensionDecoder() {
      return agreed.newExtensionDecoder();
    }

    @Override
    public WebSocketExtensionEncoder newExtensionEncoder() {
      return new DeflatingEncoder(deflater);
    }

    @Override
    public WebSocketExtensionData newReponseData() {
      WebSocketExtensionData data = agreed.newReponseData();
      Map<String, @Nullable String> parameters = new HashMap<>(data.parameters());
      parameters.put(SERVER_NO_CONTEXT, null);
      return new WebSocketExtensionData(data.name(), parameters);
    }
  }
}
