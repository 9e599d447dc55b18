package dev.plenum.signaling.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class InflationTest {

  private static final int LIMIT_BYTES = 1024 * 1024;
  private static final int COMPRESSED = 4;

  @Test
  void shouldInflateUpToTheLimit() throws IOException {
    EmbeddedChannel channel = upgraded();

    channel.writeInbound(deflated(LIMIT_BYTES / 2));

    TextWebSocketFrame frame = channel.readInbound();
    assertThat(frame.content().readableBytes()).isEqualTo(LIMIT_BYTES / 2);
    frame.release();
    channel.finishAndReleaseAll();
  }

  @Test
  void shouldNotInflateBeyondTheLimit() throws IOException {
    EmbeddedChannel channel = upgraded();
    TextWebSocketFrame bomb = deflated(200 * LIMIT_BYTES);
    assertThat(bomb.content().readableBytes()).isLessThan(LIMIT_BYTES);

    assertThatThrownBy(() -> channel.writeInbound(bomb)).isInstanceOf(DecompressionException.class);
    channel.finishAndReleaseAll();
  }

  private static EmbeddedChannel upgraded() {
    EmbeddedChannel channel = new EmbeddedChannel(Inflation.extensions(LIMIT_BYTES));
    var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    request
        .headers()
        .set("Connection", "Upgrade")
        .set("Upgrade", "websocket")
        .set("Sec-WebSocket-Extensions", "permessage-deflate");
    channel.writeInbound(request);
    ((DefaultFullHttpRequest) channel.readInbound()).release();
    var response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
    response.headers().set("Connection", "Upgrade").set("Upgrade", "websocket");
    channel.writeOutbound(response);
    FullHttpResponse sent = channel.readOutbound();
    assertThat(sent.headers().get("Sec-WebSocket-Extensions")).contains("permessage-deflate");
    sent.release();
    return channel;
  }

  private static TextWebSocketFrame deflated(int bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater raw = new Deflater(9, true);
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, raw)) {
      byte[] block = new byte[LIMIT_BYTES / 2];
      Arrays.fill(block, (byte) 'x');
      for (int written = 0; written < bytes; written += block.length) {
        deflater.write(block);
      }
    } finally {
      raw.end();
    }
    ByteBuf payload = Unpooled.wrappedBuffer(out.toByteArray());
    return new TextWebSocketFrame(true, COMPRESSED, payload);
  }
}
