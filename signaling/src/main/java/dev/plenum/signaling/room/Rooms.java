package dev.plenum.signaling.room;

import dev.plenum.sfu.control.MediaNode;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The rooms of a node. Owner: the control loop. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Rooms {

  public Rooms(MediaNode media, ControlLoop loop, RoomLimits limits, RandomGenerator random) {
    throw new UnsupportedOperationException();
  }

  public RoomLimits limits() {
    throw new UnsupportedOperationException();
  }

  /** The loop that owns all this. */
  public ControlLoop loop() {
    throw new UnsupportedOperationException();
  }

  /**
   * Creates a room.
   *
   * @throws dev.plenum.signaling.message.RefusedException {@code bad-request} where the name will
   *     not do, {@code conflict} where the room is there already, {@code draining}
   */
  public Room create(String name, RoomSettings settings) {
    throw new UnsupportedOperationException(name);
  }

  /**
   * The room of this name, created with {@link RoomSettings#DEFAULT} where there is none.
   *
   * @throws dev.plenum.signaling.message.RefusedException {@code bad-request}, {@code draining}
   */
  public Room enter(String name) {
    throw new UnsupportedOperationException(name);
  }

  public Optional<Room> find(String name) {
    throw new UnsupportedOperationException(name);
  }

  /** In the order of creation. */
  public Collection<Room> all() {
    throw new UnsupportedOperationException();
  }

  /** Does what time brings; every {@link #TICK} or so. */
  public void tick() {
    throw new UnsupportedOperationException();
  }

  public static final Duration TICK = Duration.ofMillis(50);

  /** Refuses whoever comes from now on. */
  public void drain() {
    throw new UnsupportedOperationException();
  }

  public boolean isDraining() {
    throw new UnsupportedOperationException();
  }

  /**
   * Says goodbye to everybody and ends all rooms.
   *
   * @param spread over how long clients come back, so that they do not come at once
   */
  public void shutDown(Duration spread) {
    throw new UnsupportedOperationException();
  }
}
