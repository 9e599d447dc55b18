package dev.plenum.signaling.websocket;

import dev.plenum.signaling.http.HttpService;
import dev.plenum.signaling.room.Doorkeeper;
import dev.plenum.signaling.room.Rooms;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The WebSocket endpoint {@code GET /v1/rooms/{room}/join} with the subprotocol {@code plenum.v1}.
 *
 * <p>Owner: the control loop, which must be the event loop of the HTTP server.
 */
public final class JoinSocket implements Handler<RoutingContext> {

  /** Where to mount it. */
  public static final String PATH = "/v1/rooms/:room/join";

  public static final String SUBPROTOCOL = "plenum.v1";

  private static final int UPGRADE_REQUIRED = 426;
  private static final int BAD_REQUEST = 400;

  private final Rooms rooms;
  private final Doorkeeper doorkeeper;
  private final WebSocketLimits config;
  private final Set<ClientSession> sessions = new HashSet<>();

  public JoinSocket(Rooms rooms, Doorkeeper doorkeeper, WebSocketLimits config) {
    this.rooms = rooms;
    this.doorkeeper = doorkeeper;
    this.config = config;
  }

  /** Sets what the HTTP server must know about WebSockets. */
  public static HttpServerOptions configure(HttpServerOptions options, WebSocketLimits config) {
    return options
        .setWebSocketSubProtocols(List.of(SUBPROTOCOL))
        .setPerMessageWebSocketCompressionSupported(true)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(config.sizes().offerBytes())
        .setMaxWebSocketMessageSize(config.sizes().offerBytes());
  }

  /**
   * Lets time pass for rooms and connections until the event loop ends.
   *
   * @return what stops it before
   */
  public Runnable start(Vertx vertx) {
    long roomTicks = vertx.setPeriodic(Rooms.TICK.toMillis(), timer -> rooms.tick());
    long sessionTicks = vertx.setPeriodic(ClientSession.TICK.toMillis(), timer -> tick());
    return () -> {
      vertx.cancelTimer(roomTicks);
      vertx.cancelTimer(sessionTicks);
    };
  }

  private void tick() {
    long nowNanos = rooms.loop().nanoTime();
    List.copyOf(sessions).forEach(session -> session.tick(nowNanos));
  }

  @Override
  public void handle(RoutingContext context) {
    var request = context.request();
    if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      refuse(context, UPGRADE_REQUIRED, "This is a WebSocket endpoint.");
    } else if (!offersSubprotocol(context)) {
      refuse(context, BAD_REQUEST, "The subprotocol " + SUBPROTOCOL + " is not offered.");
    } else {
      String room = Objects.requireNonNull(context.pathParam("room"));
      request
          .toWebSocket()
          .onSuccess(
              socket -> {
                request.headers().clear(); // they would be kept as long as the socket
                open(room, socket, HttpService.upgraded(context));
              });
    }
  }

  private void open(String room, ServerWebSocket socket, Runnable gone) {
    SocketConnection connection = new SocketConnection(socket);
    ClientSession session = new ClientSession(room, rooms, doorkeeper, config, connection);
    sessions.add(session);
    socket.textMessageHandler(session::received);
    socket.drainHandler(nothing -> session.drained());
    socket.exceptionHandler(failure -> connection.close());
    socket.closeHandler(
        nothing -> {
          gone.run();
          sessions.remove(session);
          session.closed();
        });
  }

  private static boolean offersSubprotocol(RoutingContext context) {
    for (String header : context.request().headers().getAll("Sec-WebSocket-Protocol")) {
      for (String offered : header.split(",")) {
        if (offered.strip().equals(SUBPROTOCOL)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void refuse(RoutingContext context, int status, String why) {
    context.response().setStatusCode(status).putHeader(HttpHeaders.UPGRADE, "websocket").end(why);
  }
}
