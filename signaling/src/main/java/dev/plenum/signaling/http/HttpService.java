package dev.plenum.signaling.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The listening HTTP server. All of its connections live on the control loop that starts it. */
public final class HttpService {

  private static final int CORS_MAX_AGE_SECONDS = 3600;
  private static final long GRACE_MS = 500;

  private final HttpServer server;

  private HttpService(HttpServer server) {
    this.server = server;
  }

  /** A router that answers every failure with a problem document and lets embedders' pages in. */
  public static Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    Problems.mount(router);
    router.route().handler(HttpService::putSecurityHeaders);
    router.route("/v1/*").handler(crossOrigin());
    router.route("/sdk/*").handler(crossOrigin());
    return router;
  }

  /**
   * Starts listening on the calling event loop.
   *
   * @return fails where the address is taken or the certificate cannot be used
   */
  public static Future<HttpService> start(
      Vertx vertx, HttpConfig config, Router router, WebSocketSupport webSockets) {
    ConnectionGuard guard = new ConnectionGuard(vertx, config.limits());
    router.route().order(Integer.MIN_VALUE).handler(guard::began);
    HttpServer server =
        vertx
            .createHttpServer(webSockets.configure(options(config)))
            .connectionHandler(
                connection -> {
                  guard.opened(connection);
                  webSockets.prepare(connection);
                })
            .requestHandler(router);
    return server.listen().map(HttpService::new);
  }

  /**
   * To be called when a request has become a WebSocket, which lives by its own deadlines.
   *
   * @return to be run when the WebSocket is gone
   */
  public static Runnable upgraded(RoutingContext context) {
    return ConnectionGuard.upgraded(context);
  }

  public int port() {
    return server.actualPort();
  }

  /** Stops listening, lets running requests end for a moment and closes all connections. */
  public Future<Void> close() {
    return server.shutdown(GRACE_MS, TimeUnit.MILLISECONDS);
  }

  private static HttpServerOptions options(HttpConfig config) {
    HttpLimits limits = config.limits();
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(config.host())
            .setPort(config.port())
            .setMaxInitialLineLength(limits.requestLineBytes())
            .setMaxHeaderSize(limits.headerBytes())
            .setCompressionSupported(true)
            .setStrictThreadMode(true) // all write on the control loop: no queue for others
            .setHttp2ClearTextEnabled(false);
    TlsCertificate tls = config.tls();
    if (tls != null) {
      options
          .setSsl(true)
          .setUseAlpn(true)
          .setSslHandshakeTimeout(limits.request().toMillis())
          .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .addCertValue(Buffer.buffer(tls.chainPem()))
                  .addKeyValue(Buffer.buffer(tls.keyPem())));
    }
    return options;
  }

  private static void putSecurityHeaders(RoutingContext context) {
    context
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
    context.next();
  }

  /** Tokens, not cookies, say who somebody is, so that any origin may call. */
  private static CorsHandler crossOrigin() {
    return CorsHandler.create()
        .allowedMethods(
            Set.of(
                HttpMethod.GET,
                HttpMethod.POST,
                HttpMethod.DELETE,
                HttpMethod.PATCH,
                HttpMethod.OPTIONS))
        .allowedHeaders(Set.of("Authorization", "Content-Type", "If-Match"))
        .exposedHeaders(Set.of("Location", "ETag", "Link", "Accept-Post", "Retry-After"))
        .maxAgeSeconds(CORS_MAX_AGE_SECONDS);
  }
}
