package dev.plenum.signaling.websocket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plenum.signaling.message.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Has people who are not there come and go in a room that nobody sees, so that what a join runs
 * through is compiled before the first real one: from the request for a WebSocket to the roster's
 * changes for everybody, deflated. Their media never comes, so handshakes are not in it.
 *
 * <p>Owner: the control loop, on which both sides of each connection live. Between any two messages
 * it serves whatever else has come.
 */
public final class Rehearsal {

  /** Where it is to be played. */
  public static final String LOOPBACK = "127.0.0.1";

  private static final String ROOM = "rehearsal";

  /** So many that newcomers are told of the others by pages, as in large rooms. */
  private static final int PEOPLE = 40;

  private static final String LEAVE = "{\"t\":\"leave\",\"id\":2}";

  private final Vertx vertx;
  private final WebSocketConnectOptions way;
  private final String join = join();
  private final Queue<WebSocket> inside = new ArrayDeque<>();
  private final Promise<Void> over = Promise.promise();

  /**
   * @param port of this host, on which a {@link JoinSocket} lets everybody in
   */
  public Rehearsal(Vertx vertx, int port) {
    this.vertx = vertx;
    way =
        new WebSocketConnectOptions()
            .setHost(LOOPBACK)
            .setPort(port)
            .setURI(JoinSocket.PATH.replace(":room", ROOM))
            .addSubProtocol(JoinSocket.SUBPROTOCOL);
  }

  /**
   * Plays until it is over.
   *
   * @return completes when all of it is gone
   */
  public Future<Void> play(BooleanSupplier isOver) {
    WebSocketClient client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setTryUsePerMessageCompression(true)
                .setMaxConnections(2 * PEOPLE));
    next(client, isOver);
    return over.future().eventually(client::close);
  }

  private void next(WebSocketClient client, BooleanSupplier isOver) {
    if (isOver.getAsBoolean()) {
      over.tryComplete();
      return;
    }
    client
        .connect(way)
        .onSuccess(socket -> comeIn(socket, () -> next(client, isOver)))
        .onFailure(over::tryFail);
  }

  /** The next one comes when this one was answered. */
  private void comeIn(WebSocket socket, Runnable next) {
    if (inside.size() >= PEOPLE) {
      inside.remove().writeTextMessage(LEAVE);
    }
    inside.add(socket);
    AtomicBoolean answered = new AtomicBoolean();
    socket.textMessageHandler(
        text -> {
          if (answered.compareAndSet(false, true)) {
            next.run();
          }
        });
    socket.closeHandler(
        gone -> {
          if (!answered.get()) {
            over.tryFail("the connection was closed");
          }
        });
    socket.writeTextMessage(join);
  }

  private static String join() {
    ObjectNode join = Json.MAPPER.createObjectNode().put("t", "join").put("id", 1).put("n", 1);
    ArrayNode sources = join.put("name", "Rehearsal").put("offer", offer()).putArray("sources");
    sources.addObject().put("mid", "0").put("kind", "microphone");
    sources.addObject().put("mid", "1").put("kind", "camera");
    return join.toString();
  }

  /** As Chromium writes it for our SDK. */
  private static String offer() {
    try (InputStream file = Rehearsal.class.getResourceAsStream("rehearsal.offer.sdp")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
