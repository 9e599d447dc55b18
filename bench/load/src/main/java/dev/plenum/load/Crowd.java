package dev.plenum.load;

import dev.plenum.sfu.dtls.DtlsIdentity;
import dev.plenum.sfu.srtp.SrtpEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What all synthetic participants of this process share; for any thread. */
final class Crowd implements AutoCloseable {
  private static final int MOST_RECEIVED_BYTES = 16 << 20;

  private static final long OPEN_SECONDS = 30;

  private final URI server;
  private final MediaLoop loop;
  private final SrtpEngine engine = SrtpEngine.usable().getFirst();
  private final DtlsIdentity identity = DtlsIdentity.generate();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final WebSocketClient sockets =
      vertx.createWebSocketClient(
          new WebSocketClientOptions()
              .setTryUsePerMessageCompression(true)
              .setMaxConnections(Integer.MAX_VALUE)
              .setMaxFrameSize(MOST_RECEIVED_BYTES)
              .setMaxMessageSize(MOST_RECEIVED_BYTES));

  /**
   * @param server its address for HTTP
   */
  Crowd(URI server) {
    this.server = server;
    this.loop = MediaLoop.start();
  }

  MediaLoop loop() {
    return loop;
  }

  DtlsIdentity identity() {
    return identity;
  }

  SrtpEngine engine() {
    return engine;
  }

  /**
   * Opens a WebSocket, and blocks until it is there.
   *
   * @param with what receives its messages, made before the first can come
   * @throws CompletionException if it does not come to be
   */
  <T> T open(String path, String subprotocol, Function<WebSocket, T> with)
      throws InterruptedException {
    CompletableFuture<T> opened = new CompletableFuture<>();
    Future<WebSocket> opening =
        sockets.connect(
            new WebSocketConnectOptions()
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI(path)
                .addSubProtocol(subprotocol));
    opening.map(with).onComplete(opened::complete, opened::completeExceptionally);
    try {
      return await(opened.orTimeout(OPEN_SECONDS, TimeUnit.SECONDS));
    } catch (CompletionException | InterruptedException e) {
      opening.onSuccess(WebSocket::close); // it may still come to be
      throw e;
    }
  }

  /**
   * Blocks until it is done.
   *
   * @throws CompletionException if it failed
   */
  static <T> T await(CompletableFuture<T> something) throws InterruptedException {
    try {
      return something.get();
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
  }

  /** Does something regularly until the WebSocket ends. */
  void every(long millis, WebSocket socket, Runnable action) {
    long timer = vertx.setPeriodic(millis, _ -> action.run());
    socket.endHandler(_ -> vertx.cancelTimer(timer));
  }

  @Override
  public void close() {
    loop.close();
    vertx.close();
  }
}
