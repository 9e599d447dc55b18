package dev.plenum.signaling.room;

import dev.plenum.sfu.control.MediaNode;
import dev.plenum.sfu.control.MediaOverloadedException;
import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.MessageWriter;
import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.message.ServerMessage.Bye;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The rooms of a node. Owner: the control loop. */
public final class Rooms {

  /** How often {@link #tick} wants to be called. */
  public static final Duration TICK = Duration.ofMillis(50);

  private static final long FULL_RETRY_MS = 10_000;
  private static final long BUSY_RETRY_MS = 1000;

  private final Map<String, Room> byName = new LinkedHashMap<>();
  private final Node node;
  private boolean draining;

  /**
   * @param audioSlots how many of a client's audio m-lines carry the loudest microphones
   * @param random must not be predictable
   */
  public Rooms(
      MediaNode media,
      ControlLoop loop,
      RoomLimits limits,
      int audioSlots,
      RandomGenerator random) {
    this(media, loop, limits, audioSlots, random, (refusal, durationNanos) -> {});
  }

  /** The same, with somebody who counts. */
  public Rooms(
      MediaNode media,
      ControlLoop loop,
      RoomLimits limits,
      int audioSlots,
      RandomGenerator random,
      JoinListener joins) {
    node = new Node(media, loop, limits, audioSlots, random, new MessageWriter(), joins);
  }

  public RoomLimits limits() {
    return node.limits();
  }

  /** The loop that owns all this. */
  public ControlLoop loop() {
    return node.loop();
  }

  /**
   * Creates a room.
   *
   * @throws RefusedException {@code bad-request} where the name will not do, {@code conflict} where
   *     the room is there already, {@code draining}, {@code overloaded}
   */
  public Room create(String name, RoomSettings settings) {
    return create(name, settings, false);
  }

  private Room create(String name, RoomSettings settings, boolean onDemand) {
    if (draining) {
      throw new RefusedException(
          ErrorCode.DRAINING, "This server is shutting down.", "Try again.", 1000L);
    }
    NameRules.checkRoomName(name);
    NameRules.checkMetadata(settings.metadata());
    if (find(name).isPresent()) {
      throw new RefusedException(
          ErrorCode.CONFLICT, "A room of this name exists.", "Use it, or choose another name.");
    }
    int most = limits().rooms();
    if (byName.size() >= most) {
      throw new RefusedException(
          ErrorCode.OVERLOADED,
          "This server has its " + most + " rooms.",
          "Try again when a room has ended, or raise the limit of rooms.",
          FULL_RETRY_MS);
    }
    try {
      Room room = new Room(name, settings, node, onDemand);
      byName.put(name, room);
      return room;
    } catch (MediaOverloadedException e) {
      throw new RefusedException(
          ErrorCode.OVERLOADED, "The server is busy.", "Try again.", BUSY_RETRY_MS);
    }
  }

  /**
   * The room of this name, created with {@link RoomSettings#DEFAULT} where there is none; that one
   * ends at once where its first join fails.
   *
   * @throws RefusedException {@code bad-request}, {@code draining}, {@code overloaded}
   */
  public Room enter(String name) {
    return find(name).orElseGet(() -> create(name, RoomSettings.DEFAULT, true));
  }

  public Optional<Room> find(String name) {
    return Optional.ofNullable(byName.get(name)).filter(room -> !room.isEnded());
  }

  /** In the order of creation. */
  public Collection<Room> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** Does what time brings. */
  public void tick() {
    long nowNanos = node.loop().nanoTime();
    List.copyOf(byName.values()).forEach(room -> room.tick(nowNanos));
    byName.values().removeIf(Room::isEnded);
  }

  /** Creates no more rooms. */
  public void drain() {
    draining = true;
  }

  public boolean isDraining() {
    return draining;
  }

  /**
   * Says goodbye to everybody and ends all rooms.
   *
   * @param spread over how long clients come back, so that they do not come at once
   */
  public void shutDown(Duration spread) {
    drain();
    for (Room room : byName.values()) {
      room.end(() -> goodbye(spread));
    }
    byName.clear();
  }

  private Bye goodbye(Duration spread) {
    long afterMs = node.random().nextLong(spread.toMillis() + 1);
    return new Bye("shutdown", Bye.Action.REJOIN, afterMs, null);
  }
}
