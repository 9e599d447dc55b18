package dev.plenum.signaling.websocket;

import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.message.Limits;
import dev.plenum.signaling.room.Doorkeeper;
import dev.plenum.signaling.room.RecordingMedia;
import dev.plenum.signaling.room.RecordingMediaRoom;
import dev.plenum.signaling.room.Room;
import dev.plenum.signaling.room.RoomLimits;
import dev.plenum.signaling.room.RoomSettings;
import dev.plenum.signaling.room.Rooms;
import dev.plenum.signaling.room.SimulatedLoop;
import dev.plenum.signaling.token.AccessToken;
import dev.plenum.signaling.token.ApiKeys;
import dev.plenum.signaling.token.Grants;
import dev.plenum.signaling.token.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** A node with one room in simulated time, and clients at both ends of their connections. */
final class Meeting {

  static final String ROOM = "standup";
  private static final String KEY = "key";
  private static final String SECRET = "a secret of at least thirty-two characters";

  /** Publishes microphone (mid 0) and camera (mid 1); nine video slots. */
  static final String OFFER = resource("chromium-meeting.offer.sdp");

  private static final Duration STEP = Duration.ofMillis(50);

  final SimulatedLoop loop = new SimulatedLoop();
  final RecordingMedia media = new RecordingMedia();
  final Rooms rooms;
  private final Tokens tokens;
  private final Doorkeeper doorkeeper;
  private final List<TestClient> clients = new ArrayList<>();

  Meeting() {
    this(RoomLimits.DEFAULT, RoomSettings.DEFAULT);
  }

  Meeting(RoomLimits limits, RoomSettings settings) {
    rooms = new Rooms(media, loop, limits, 3, new Random(7));
    InstantSource time = loop::now;
    tokens = new Tokens(new ApiKeys(Map.of(KEY, SECRET)), new SimulatedClock(time));
    doorkeeper = Doorkeeper.asking(tokens, new Random(8));
    rooms.create(ROOM, settings);
  }

  Room room() {
    return rooms.find(ROOM).orElseThrow();
  }

  RecordingMediaRoom mediaRoom() {
    return media.room();
  }

  /** A connection on which nothing has been said. */
  TestClient connect() {
    return connect(WebSocketLimits.DEFAULT);
  }

  TestClient connect(WebSocketLimits config) {
    TestClient client =
        new TestClient(
            loop, connection -> new ClientSession(ROOM, rooms, doorkeeper, config, connection));
    clients.add(client);
    return client;
  }

  /** Somebody who has joined for signaling alone. */
  TestClient join(String name) {
    return join(name, member());
  }

  TestClient moderator(String name) {
    return join(name, moderatorGrants());
  }

  TestClient join(String name, Grants grants) {
    TestClient client = connect();
    client.join(token(name, grants));
    return client;
  }

  /** Somebody who publishes microphone and camera. */
  TestClient publish(String name) {
    TestClient client = connect();
    client.joinWithMedia(token(name, member()));
    return client;
  }

  String token(String identity, Grants grants) {
    Instant expires = loop.now().plus(Duration.ofHours(6));
    return tokens.issue(
        KEY,
        new AccessToken(identity, identity, "", Map.of(), ROOM, grants, Instant.EPOCH, expires));
  }

  static Grants member() {
    return grants(false, EnumSet.allOf(SourceKind.class), true);
  }

  static Grants moderatorGrants() {
    return grants(true, EnumSet.allOf(SourceKind.class), true);
  }

  static Grants grants(boolean moderate, Set<SourceKind> publish, boolean subscribe) {
    return new Grants(true, false, false, moderate, publish, subscribe, true, true, true, false);
  }

  /** Lets time pass for everybody, in small steps. */
  void pass(Duration time) {
    loop.run();
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(STEP)) {
      loop.pass(STEP);
      rooms.tick();
      clients.forEach(TestClient::tick);
      loop.run();
    }
  }

  /** As {@link #pass}, while these clients ping. */
  void pass(Duration time, TestClient... alive) {
    Duration ping = Duration.ofSeconds(5);
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(ping)) {
      for (TestClient client : alive) {
        client.request("ping", "");
      }
      Duration left = time.minus(passed);
      pass(left.compareTo(ping) < 0 ? left : ping);
    }
  }

  static WebSocketLimits limitedTo(RateLimits rates) {
    return new WebSocketLimits(Limits.DEFAULT, rates);
  }

  private static String resource(String name) {
    String path = "/dev/plenum/signaling/negotiation/" + name;
    try (InputStream in = Objects.requireNonNull(Meeting.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class SimulatedClock extends Clock {
    private final InstantSource time;

    SimulatedClock(InstantSource time) {
      this.time = time;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return time.instant();
    }
  }
}
