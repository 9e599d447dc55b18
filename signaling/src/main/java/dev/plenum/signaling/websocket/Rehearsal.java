package dev.plenum.signaling.websocket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plenum.signaling.message.Json;
import dev.plenum.signaling.room.Connection;
import dev.plenum.signaling.room.Doorkeeper;
import dev.plenum.signaling.room.Rooms;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/**
 * Has people who are not there come and go in a room that nobody sees, so that what a join runs
 * through is compiled before the first real one: from the message with its offer to the roster's
 * changes for everybody. There is no network in it, so neither handshakes nor media.
 *
 * <p>Owner: the control loop. Between two joins it serves whatever else has come.
 */
public final class Rehearsal {

  private static final String ROOM = "rehearsal";

  /** So many that newcomers are told of the others by pages, as in large rooms. */
  private static final int PEOPLE = 40;

  private static final long PAUSE_MILLIS = 1;
  private static final String LEAVE = "{\"t\":\"leave\",\"id\":2}";

  private final Rooms rooms;
  private final Doorkeeper doorkeeper;
  private final WebSocketLimits limits;
  private final String join = join();
  private final Queue<ClientSession> inside = new ArrayDeque<>();
  private final Promise<Void> over = Promise.promise();

  /**
   * @param rooms for nothing else
   * @param doorkeeper lets everybody in
   */
  public Rehearsal(Rooms rooms, Doorkeeper doorkeeper, WebSocketLimits limits) {
    this.rooms = rooms;
    this.doorkeeper = doorkeeper;
    this.limits = limits;
  }

  /**
   * Plays until the time is over, or something comes that matters more.
   *
   * @return completes when all of it is gone
   */
  public Future<Void> play(Vertx vertx, Duration time, BooleanSupplier isDisturbed) {
    long endNanos = rooms.loop().nanoTime() + time.toNanos();
    long ticks = vertx.setPeriodic(Rooms.TICK.toMillis(), due -> rooms.tick());
    next(vertx, () -> isDisturbed.getAsBoolean() || endNanos - rooms.loop().nanoTime() <= 0);
    return over.future()
        .onComplete(
            done -> {
              vertx.cancelTimer(ticks);
              rooms.shutDown(Duration.ZERO);
            });
  }

  private void next(Vertx vertx, BooleanSupplier isOver) {
    if (isOver.getAsBoolean()) {
      over.complete();
      return;
    }
    try {
      oneComes();
    } catch (RuntimeException bug) {
      over.fail(bug);
      return;
    }
    vertx.setTimer(PAUSE_MILLIS, due -> next(vertx, isOver));
  }

  private void oneComes() {
    if (inside.size() >= PEOPLE) {
      inside.remove().received(LEAVE);
    }
    ClientSession newcomer = new ClientSession(ROOM, rooms, doorkeeper, limits, new Nowhere());
    inside.add(newcomer);
    newcomer.received(join);
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

  /** A connection to nobody. */
  private static final class Nowhere implements Connection {

    @Override
    public boolean writable() {
      return true;
    }

    @Override
    public void write(String text) {}

    @Override
    public void close() {}

    @Override
    public void reading(boolean wanted) {}
  }
}
