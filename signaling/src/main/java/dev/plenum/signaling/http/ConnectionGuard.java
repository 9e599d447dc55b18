package dev.plenum.signaling.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Owned by the control loop. Closes connections that take too long, however steadily their bytes
 * trickle in or out: idle timeouts alone start anew with every byte (the slow-loris attack).
 */
final class ConnectionGuard {

  private static final String KEY = ConnectionGuard.class.getName();

  private final Vertx vertx;
  private final HttpLimits limits;
  private final Map<HttpConnection, Guarded> connections = new HashMap<>();

  ConnectionGuard(Vertx vertx, HttpLimits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  /** How many connections are open. */
  int count() {
    return connections.size();
  }

  void opened(HttpConnection connection) {
    if (connections.size() >= limits.connections()) {
      connection.close();
      return;
    }
    Guarded guarded = new Guarded(connection);
    connections.put(connection, guarded);
    connection.closeHandler(
        closed -> {
          guarded.release();
          connections.remove(connection);
        });
  }

  /** The first handler of all: a request's header is here; its body and response are to come. */
  void began(RoutingContext context) {
    HttpConnection connection = context.request().connection();
    Guarded guarded = connections.get(connection);
    if (guarded == null) {
      connection.close();
      return;
    }
    long timer = guarded.began();
    context.response().endHandler(ended -> guarded.ended(timer));
    context.put(KEY, this);
    context.next();
  }

  /**
   * From here on a WebSocket lives on this request's connection, by its own deadlines. It goes on
   * to count as a connection.
   *
   * @return to be run when the WebSocket is gone: Vert.x does not tell its connection's close
   *     handler
   */
  static Runnable upgraded(RoutingContext context) {
    ConnectionGuard guard = context.get(KEY);
    if (guard == null) {
      return () -> {};
    }
    HttpConnection connection = context.request().connection();
    Guarded guarded = guard.connections.get(connection);
    if (guarded != null) {
      guarded.release();
    }
    return () -> guard.connections.remove(connection);
  }

  /** One open connection; HTTP/2 runs several requests at a time on it, each with its own timer. */
  private final class Guarded {

    private final HttpConnection connection;
    private final Set<Long> requestTimers = new HashSet<>();
    private long quietTimer;

    Guarded(HttpConnection connection) {
      this.connection = connection;
      quietTimer = closeAfter(limits.request());
    }

    long began() {
      vertx.cancelTimer(quietTimer);
      long timer = closeAfter(limits.request());
      requestTimers.add(timer);
      return timer;
    }

    void ended(long timer) {
      vertx.cancelTimer(timer);
      if (requestTimers.remove(timer) && requestTimers.isEmpty()) {
        quietTimer = closeAfter(limits.keepAlive());
      }
    }

    void release() {
      vertx.cancelTimer(quietTimer);
      requestTimers.forEach(vertx::cancelTimer);
      requestTimers.clear();
    }

    private long closeAfter(Duration time) {
      return vertx.setTimer(time.toMillis(), due -> connection.close());
    }
  }
}
