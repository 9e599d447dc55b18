package dev.plenum.signaling;

import dev.plenum.sfu.control.MediaNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The control plane of one node: rooms, the join WebSocket, WHIP, REST, metrics and the browser
 * app. All of its state belongs to one event loop, the control loop. Safe for use by any thread.
 */
public final class Signaling {

  private static final long GOODBYE_MS = 1_800;

  private final Vertx vertx;
  private final Context controlLoop;
  private final ControlPlane plane;
  private final int port;

  private Signaling(Vertx vertx, Context controlLoop, ControlPlane plane, int port) {
    this.vertx = vertx;
    this.controlLoop = controlLoop;
    this.plane = plane;
    this.port = port;
  }

  /**
   * Starts to listen.
   *
   * @param media outlives the control plane
   * @return fails where the address is taken or the certificate cannot be used
   */
  public static CompletionStage<Signaling> start(SignalingConfig config, MediaNode media) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    Context controlLoop = vertx.getOrCreateContext();
    CompletableFuture<Signaling> started =
        on(
            controlLoop,
            () -> {
              ControlPlane plane = new ControlPlane(vertx, controlLoop, config, media);
              return plane.listen().map(port -> new Signaling(vertx, controlLoop, plane, port));
            });
    return started.whenComplete(
        (signaling, failure) -> {
          if (failure != null) {
            vertx.close();
          }
        });
  }

  /** The TCP port which it listens on. */
  public int port() {
    return port;
  }

  /**
   * Lets nobody in from now on; {@code /readyz} says so. Those who are here stay.
   *
   * @return completes when that holds
   */
  public CompletionStage<Void> drain() {
    return on(controlLoop, plane::drain);
  }

  /**
   * Says goodbye to everybody, ends all rooms and stops listening.
   *
   * @return completes within two seconds, whatever the peers do
   */
  public CompletionStage<Void> goodbye() {
    return on(controlLoop, plane::goodbye)
        .exceptionally(failure -> null)
        .thenComposeAsync(closed -> vertx.close().toCompletionStage())
        .completeOnTimeout(null, GOODBYE_MS, TimeUnit.MILLISECONDS);
  }

  private static <T> CompletableFuture<T> on(Context context, Supplier<Future<T>> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    context.runOnContext(
        now ->
            Future.succeededFuture()
                .compose(begin -> task.get())
                .onSuccess(done::complete)
                .onFailure(done::completeExceptionally));
    return done;
  }
}
