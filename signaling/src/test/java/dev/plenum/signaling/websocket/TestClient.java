package dev.plenum.signaling.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plenum.signaling.room.Connection;
import dev.plenum.signaling.room.RecordingConnection;
import dev.plenum.signaling.room.SimulatedLoop;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Both ends of one connection: what the server made of it, and what a client says and hears. */
final class TestClient {

  private static final String SOURCES =
      "[{\"mid\":\"0\",\"kind\":\"microphone\"},{\"mid\":\"1\",\"kind\":\"camera\"}]";

  private final SimulatedLoop loop;
  private final ClientSession session;
  final RecordingConnection connection = new RecordingConnection();
  private long lastId;

  TestClient(SimulatedLoop loop, Function<Connection, ClientSession> server) {
    this.loop = loop;
    this.session = server.apply(connection);
  }

  /** Says something. */
  void say(String text) {
    session.received(text);
    loop.run();
  }

  /**
   * Says a request.
   *
   * @param fields what follows type and id, such as {@code "up":true}
   * @return its id
   */
  long request(String type, String fields) {
    long id = ++lastId;
    say("{\"t\":\"%s\",\"id\":%d%s}".formatted(type, id, fields.isEmpty() ? "" : "," + fields));
    return id;
  }

  /** Says a request and gives its answer. */
  JsonNode ask(String type, String fields) {
    return connection.answer(request(type, fields));
  }

  /** Joins for signaling alone. */
  JsonNode join(String token) {
    return ask("join", "\"token\":\"" + token + "\"");
  }

  JsonNode joinWithMedia(String token) {
    return ask("join", "\"token\":\"" + token + "\",\"n\":1," + offer(Meeting.OFFER));
  }

  JsonNode resume(TestClient before, long rev) {
    return resume(before.ticket(), rev, "");
  }

  JsonNode resume(String ticket, long rev, String more) {
    return ask("resume", "\"ticket\":\"" + ticket + "\",\"rev\":" + rev + more);
  }

  static String offer(String sdp) {
    return "\"offer\":" + TextNode.valueOf(sdp) + ",\"sources\":" + SOURCES;
  }

  /** Offers again. */
  JsonNode renegotiate(String sdp) {
    return ask("offer", "\"n\":2,\"sdp\":" + TextNode.valueOf(sdp) + ",\"sources\":" + SOURCES);
  }

  /** The network is gone. */
  void lose() {
    session.closed();
    loop.run();
  }

  void tick() {
    if (!connection.isClosed()) {
      session.tick(loop.nanoTime());
    }
  }

  void drained() {
    session.drained();
  }

  private JsonNode entered() {
    List<JsonNode> resumed = connection.received("resumed");
    return resumed.isEmpty() ? connection.latest("joined") : resumed.getLast();
  }

  String pid() {
    return entered().path("me").path("pid").asText();
  }

  String ticket() {
    return entered().path("ticket").asText();
  }

  int csrc(String kind) {
    return entered().path("me").path("sources").path(kind).path("csrc").asInt();
  }

  /** The roster's latest revision that this client has heard of. */
  long rev() {
    return connection.received().stream()
        .mapToLong(message -> message.path("rev").asLong(0))
        .max()
        .orElse(0);
  }

  /** A person as the latest roster message that names them has them. */
  JsonNode person(String pid) {
    for (JsonNode message : connection.received().reversed()) {
      for (JsonNode person : message.path("people")) {
        if (person.path("pid").asText().equals(pid)) {
          return person;
        }
      }
      for (JsonNode person : message.path("put")) {
        if (person.path("pid").asText().equals(pid)) {
          return person;
        }
      }
    }
    throw new AssertionError("nothing was said of " + pid + ": " + connection.received());
  }

  /** Everybody whom this client knows to be in the room. */
  Set<String> knows() {
    Set<String> pids = new HashSet<>();
    for (JsonNode message : connection.received()) {
      message.path("people").forEach(person -> pids.add(person.path("pid").asText()));
      message.path("put").forEach(person -> pids.add(person.path("pid").asText()));
      message.path("del").forEach(gone -> pids.remove(gone.path(0).asText()));
    }
    return pids;
  }

  /** Why somebody is gone. */
  String departure(String pid) {
    for (JsonNode message : connection.received().reversed()) {
      for (JsonNode gone : message.path("del")) {
        if (gone.path(0).asText().equals(pid)) {
          return gone.path(1).asText();
        }
      }
    }
    throw new AssertionError("nobody said that " + pid + " is gone: " + connection.received());
  }
}
