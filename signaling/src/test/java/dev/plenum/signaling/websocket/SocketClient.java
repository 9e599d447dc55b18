package dev.plenum.signaling.websocket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.signaling.message.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real WebSocket client. */
final class SocketClient {

  private static final int MOST_RECEIVED_BYTES = 16 * 1024 * 1024;

  private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  final WebSocket socket;

  SocketClient(Vertx vertx, int port) {
    WebSocketClient client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setTryUsePerMessageCompression(true)
                .setMaxFrameSize(MOST_RECEIVED_BYTES)
                .setMaxMessageSize(MOST_RECEIVED_BYTES));
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/v1/rooms/standup/join")
            .addSubProtocol(JoinSocket.SUBPROTOCOL);
    socket =
        LoopbackServer.await(
            client
                .connect(options)
                .map(
                    connected -> {
                      connected.textMessageHandler(this::receive);
                      connected.closeHandler(nothing -> closed.countDown());
                      return connected;
                    }));
  }

  private void receive(String text) {
    try {
      received.add(Json.MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  void say(String text) {
    socket.writeTextMessage(text);
  }

  /** Waits for the next message of a type; others before it are passed over. */
  JsonNode next(String type) throws InterruptedException {
    while (true) {
      JsonNode message = received.poll(20, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no " + type + " came");
      }
      if (message.path("t").asText().equals(type)) {
        return message;
      }
    }
  }

  JsonNode join(String name) throws InterruptedException {
    say("{\"t\":\"join\",\"id\":1,\"name\":\"" + name + "\"}");
    return next("joined");
  }

  /** Waits until the connection is closed. */
  boolean closes() throws InterruptedException {
    return closed.await(20, TimeUnit.SECONDS);
  }
}
