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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class MessageCompressionTest {

  private static final int LIMIT_BYTES = 1024 * 1024;
  private static final int COMPRESSED = 4;
  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

  private final MessageCompression compression = new MessageCompression(LIMIT_BYTES);

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

  @Test
  void shouldDeflateEachMessageByItself() throws DataFormatException {
    EmbeddedChannel anna = upgraded();
    EmbeddedChannel ben = upgraded();
    String roster = "{\"t\":\"roster\",\"put\":[" + "{},".repeat(500) + "{}]}";

    anna.writeOutbound(new TextWebSocketFrame("{\"text\":\"" + "before ".repeat(100) + "\"}"));
    ((TextWebSocketFrame) anna.readOutbound()).release();
    anna.writeOutbound(new TextWebSocketFrame(roster));
    ben.writeOutbound(new TextWebSocketFrame(roster));

    for (EmbeddedChannel channel : List.of(anna, ben)) {
      TextWebSocketFrame frame = channel.readOutbound();
      assertThat(frame.rsv()).isEqualTo(COMPRESSED);
      assertThat(frame.content().readableBytes()).isLessThan(roster.length() / 10);
      assertThat(inflated(frame.content())).isEqualTo(roster);
      frame.release();
      channel.finishAndReleaseAll();
    }
  }

  @Test
  void shouldSendShortMessagesAsTheyAre() {
    EmbeddedChannel channel = upgraded();

    channel.writeOutbound(new TextWebSocketFrame("{\"t\":\"speakers\",\"csrcs\":[1,2,3]}"));

    TextWebSocketFrame frame = channel.readOutbound();
    assertThat(frame.rsv()).isZero();
    assertThat(frame.text()).isEqualTo("{\"t\":\"speakers\",\"csrcs\":[1,2,3]}");
    frame.release();
    channel.finishAndReleaseAll();
  }

  private static String inflated(ByteBuf deflated) throws DataFormatException {
    byte[] bytes = new byte[deflated.readableBytes() + TAIL.length];
    deflated.getBytes(deflated.readerIndex(), bytes, 0, deflated.readableBytes());
    System.arraycopy(TAIL, 0, bytes, deflated.readableBytes(), TAIL.length);
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes);
      byte[] plain = new byte[LIMIT_BYTES];
      return new String(plain, 0, inflater.inflate(plain), StandardCharsets.UTF_8);
    } finally {
      inflater.end();
    }
  }

  private EmbeddedChannel upgraded() {
    EmbeddedChannel channel = new EmbeddedChannel(compression.newExtensionHandler());
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
    assertThat(sent.headers().get("Sec-WebSocket-Extensions"))
        .isEqualTo("permessage-deflate;server_no_context_takeover");
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
