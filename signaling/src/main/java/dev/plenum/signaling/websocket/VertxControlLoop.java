package dev.plenum.signaling.websocket;

import dev.plenum.signaling.room.ControlLoop;
import io.vertx.core.Context;
import java.time.Instant;

/** A Vert.x event loop as the control loop. Safe for use by any thread. */
public record VertxControlLoop(Context context) implements ControlLoop {

  @Override
  public void execute(Runnable task) {
    context.runOnContext(nothing -> task.run());
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }
}
