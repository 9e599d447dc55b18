package dev.plenum.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Requests of {@code plenum.v1} over one WebSocket, and their answers; for any thread. */
final class Signal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUBPROTOCOL = "plenum.v1";
  private static final long REPLY_SECONDS = 30;

  /** An answer, and when it came. */
  record Reply(JsonNode body, long nanos) {}

  private final Crowd crowd;
  private final WebSocket socket;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, CompletableFuture<Reply>> pending = new ConcurrentHashMap<>();

  private volatile Consumer<JsonNode> pushed = _ -> {};

  private Signal(Crowd crowd, WebSocket socket) {
    this.crowd = crowd;
    this.socket = socket;
    socket.textMessageHandler(this::received);
    socket.closeHandler(
        nothing ->
            pending
                .values()
                .forEach(
                    reply ->
                        reply.completeExceptionally(
                            new IllegalStateException("the server has closed the WebSocket"))));
  }

  /** Blocks until the connection is there. */
  static Signal open(Crowd crowd, String room) throws InterruptedException {
    return crowd.open(
        "/v1/rooms/" + room + "/join", SUBPROTOCOL, socket -> new Signal(crowd, socket));
  }

  /** What the server says by itself goes there from now on. */
  void onPush(Consumer<JsonNode> to) {
    pushed = to;
  }

  /** A request without its id. */
  static ObjectNode message(String type) {
    return JSON.createObjectNode().put("t", type);
  }

  /**
   * Asks, and blocks until the answer is there.
   *
   * @throws java.util.concurrent.CompletionException if it is an error, or does not come
   */
  Reply ask(ObjectNode message) throws InterruptedException {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    send(message, reply);
    return Crowd.await(reply.orTimeout(REPLY_SECONDS, TimeUnit.SECONDS));
  }

  /** Asks without waiting; an error that is answered counts for nothing. */
  void tell(ObjectNode message) {
    send(message, new CompletableFuture<>());
  }

  private void send(ObjectNode message, CompletableFuture<Reply> reply) {
    long id = lastId.incrementAndGet();
    if (socket.isClosed()) {
      reply.completeExceptionally(new IllegalStateException("the WebSocket is closed"));
      return;
    }
    pending.put(id, reply);
    socket.writeTextMessage(message.put("id", id).toString());
  }

  /** Says regularly that we are here. */
  void ping(long everyMillis) {
    crowd.every(everyMillis, socket, () -> tell(message("ping")));
  }

  private void received(String text) {
    long nowNanos = System.nanoTime();
    try {
      JsonNode message = JSON.readTree(text);
      CompletableFuture<Reply> reply = pending.remove(message.path("re").asLong());
      if (reply == null) {
        pushed.accept(message);
      } else if (message.path("t").asText().equals("error")) {
        reply.completeExceptionally(new IllegalStateException(text));
      } else {
        reply.complete(new Reply(message, nowNanos));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
