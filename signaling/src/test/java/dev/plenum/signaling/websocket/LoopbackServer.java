package dev.plenum.signaling.websocket;

import dev.plenum.signaling.room.Doorkeeper;
import dev.plenum.signaling.room.RecordingMedia;
import dev.plenum.signaling.room.RoomLimits;
import dev.plenum.signaling.room.Rooms;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The endpoint on a real HTTP server on loopback, in development mode. */
final class LoopbackServer implements AutoCloseable {

  final Vertx vertx = Vertx.vertx();
  final Rooms rooms;
  private final Context context = vertx.getOrCreateContext();
  private final HttpServer server;

  LoopbackServer(WebSocketLimits config) {
    rooms =
        new Rooms(
            new RecordingMedia(),
            new VertxControlLoop(context),
            RoomLimits.DEFAULT,
            3,
            new Random(3));
    JoinSocket socket = new JoinSocket(rooms, Doorkeeper.lettingIn(new Random(4)), config);
    Router router = Router.router(vertx);
    router.get(JoinSocket.PATH).handler(socket);
    HttpServerOptions options =
        JoinSocket.configure(new HttpServerOptions().setHost("127.0.0.1").setPort(0), config);
    server =
        onLoop(
            () -> {
              socket.start(vertx);
              return vertx
                  .createHttpServer(options)
                  .connectionHandler(new MessageCompression(config.sizes().offerBytes())::prepare)
                  .requestHandler(router)
                  .listen();
            });
  }

  int port() {
    return server.actualPort();
  }

  /** Runs something on the control loop. */
  <T> T onLoop(Supplier<Future<T>> task) {
    Promise<T> done = Promise.promise();
    context.runOnContext(
        nothing -> {
          try {
            task.get().onComplete(done);
          } catch (RuntimeException e) {
            done.fail(e);
          }
        });
    return await(done.future());
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
