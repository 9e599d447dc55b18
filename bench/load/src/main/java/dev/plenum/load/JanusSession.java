package dev.plenum.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One session of Janus's API over a WebSocket of its own; for any thread. A plugin answers a
 * message with {@code success}, or with {@code ack} first and an {@code event} later.
 */
final class JanusSession implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUBPROTOCOL = "janus-protocol";
  private static final String PLUGIN = "janus.plugin.videoroom";
  private static final long REPLY_SECONDS = 30;

  /** Sessions end after a minute of silence. */
  private static final long KEEP_ALIVE_MILLIS = 25_000;

  private final Crowd crowd;
  private final WebSocket socket;
  private final AtomicLong lastTransaction = new AtomicLong();
  private final Map<String, CompletableFuture<JanusMessage>> pending = new ConcurrentHashMap<>();
  private volatile long id;

  private JanusSession(Crowd crowd, WebSocket socket) {
    this.crowd = crowd;
    this.socket = socket;
    socket.textMessageHandler(this::received);
  }

  /** Blocks until the session is there. */
  static JanusSession open(Crowd crowd) throws InterruptedException {
    JanusSession session = crowd.open("/", SUBPROTOCOL, socket -> new JanusSession(crowd, socket));
    session.id = session.ask(message("create")).id();
    session.crowd.every(KEEP_ALIVE_MILLIS, session.socket, session::keepAlive);
    return session;
  }

  private static ObjectNode message(String type) {
    return JSON.createObjectNode().put("janus", type);
  }

  /** A handle of the plugin: one peer connection. */
  final class Handle {
    private final long handleId;

    private Handle(long handleId) {
      this.handleId = handleId;
    }

    /** Asks the plugin, and blocks until its answer is there. */
    JanusMessage ask(ObjectNode body) {
      return JanusSession.this.ask(to(body));
    }

    /** Asks with an offer or an answer of ours. */
    JanusMessage ask(ObjectNode body, String type, String sdp) {
      ObjectNode message = to(body);
      message.putObject("jsep").put("type", type).put("sdp", sdp);
      return JanusSession.this.ask(message);
    }

    /** Tells our only candidate. */
    void trickle(String candidate) {
      ObjectNode message = message("trickle").put("handle_id", handleId);
      ArrayNode candidates = message.putArray("candidates");
      candidates.addObject().put("sdpMLineIndex", 0).put("candidate", candidate);
      candidates.addObject().put("completed", true);
      send(message, "trickle");
    }

    private ObjectNode to(ObjectNode body) {
      ObjectNode message = message("message").put("handle_id", handleId);
      message.set("body", body);
      return message;
    }
  }

  Handle attach() {
    return new Handle(ask(message("attach").put("plugin", PLUGIN)).id());
  }

  private JanusMessage ask(ObjectNode message) {
    CompletableFuture<JanusMessage> reply = new CompletableFuture<>();
    String transaction = Long.toString(lastTransaction.incrementAndGet());
    pending.put(transaction, reply);
    send(message, transaction);
    return reply.orTimeout(REPLY_SECONDS, TimeUnit.SECONDS).join();
  }

  private void keepAlive() {
    send(message("keepalive"), "keepalive");
  }

  private void send(ObjectNode message, String transaction) {
    message.put("transaction", transaction);
    if (id != 0) {
      message.put("session_id", id);
    }
    socket.writeTextMessage(message.toString());
  }

  private void received(String text) {
    JanusMessage message = JanusMessage.parse(text);
    if (message.isAcknowledgement()) {
      return;
    }
    CompletableFuture<JanusMessage> reply = pending.remove(message.transaction());
    if (reply == null) {
      return; // That media flows, and the like.
    }
    if (message.isError()) {
      reply.completeExceptionally(new IllegalStateException(text));
    } else {
      reply.complete(message);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
