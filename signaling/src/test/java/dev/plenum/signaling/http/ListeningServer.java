package dev.plenum.signaling.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A real server on a free port of the loopback interface. */
final class ListeningServer implements AutoCloseable {

  static final HttpLimits SMALL_LIMITS =
      new HttpLimits(3, 8_192, 16_384, 1_000, 1_000, Duration.ofSeconds(1), Duration.ofSeconds(2));

  /** For tests about other things than time. */
  static final HttpLimits PATIENT_LIMITS =
      new HttpLimits(
          100, 8_192, 16_384, 1_000, 1_000, Duration.ofMinutes(1), Duration.ofMinutes(1));

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpService service;
  private final boolean tls;

  ListeningServer(HttpLimits limits, Consumer<Router> routes) {
    this(limits, null, routes);
  }

  ListeningServer(HttpLimits limits, @Nullable TlsCertificate tls, Consumer<Router> routes) {
    this.tls = tls != null;
    HttpConfig config = new HttpConfig("127.0.0.1", 0, tls, List.of("'self'"), limits);
    CompletableFuture<HttpService> started = new CompletableFuture<>();
    vertx
        .getOrCreateContext()
        .runOnContext(
            start ->
                Future.succeededFuture(HttpService.router(vertx))
                    .compose(
                        router -> {
                          routes.accept(router);
                          return HttpService.start(vertx, config, router, WebSocketSupport.NONE);
                        })
                    .onSuccess(started::complete)
                    .onFailure(started::completeExceptionally));
    service = started.orTimeout(10, TimeUnit.SECONDS).join();
  }

  int port() {
    return service.port();
  }

  URI uri(String path) {
    return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port() + path);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
