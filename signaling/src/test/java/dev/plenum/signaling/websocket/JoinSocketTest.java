package dev.plenum.signaling.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.signaling.message.Limits;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinSocketTest {

  private static final RateLimits GENEROUS =
      new RateLimits(1_000_000, 1_000_000, 1_000_000, 1_000_000, 10);
  private static final String URI = "/v1/rooms/standup/join";

  private LoopbackServer server;

  @BeforeEach
  void start() {
    server = new LoopbackServer(WebSocketLimits.DEFAULT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldMeet() throws InterruptedException {
    SocketClient anna = connect();
    anna.join("Anna");
    SocketClient ben = connect();
    ben.join("Ben");

    assertThat(anna.next("roster").path("put").path(0).path("name").asText()).isEqualTo("Ben");
    ben.say("{\"t\":\"data\",\"id\":2,\"topic\":\"chat\",\"body\":\"hi\"}");
    assertThat(anna.next("data").path("body").asText()).isEqualTo("hi");
    assertThat(ben.next("ok").path("mid").asText()).isEqualTo("m1");
  }

  @Test
  void shouldAgreeOnSubprotocolAndDeflation() {
    SocketClient anna = connect();

    assertThat(anna.socket.subProtocol()).isEqualTo("plenum.v1");
    assertThat(anna.socket.headers().get("Sec-WebSocket-Extensions"))
        .contains("permessage-deflate");
  }

  @Test
  void shouldRefuseAnotherSubprotocol() {
    var options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(server.port())
            .setURI(URI)
            .addSubProtocol("plenum.v0");

    assertThatThrownBy(
            () ->
                LoopbackServer.await(
                    server
                        .vertx
                        .createWebSocketClient(new WebSocketClientOptions())
                        .connect(options)))
        .hasCauseInstanceOf(UpgradeRejectedException.class)
        .hasMessageContaining("400");
  }

  @Test
  void shouldSayThatItIsAWebSocketEndpoint() {
    int status =
        LoopbackServer.await(
            server
                .vertx
                .createHttpClient()
                .request(HttpMethod.GET, server.port(), "127.0.0.1", URI)
                .compose(request -> request.send())
                .map(response -> response.statusCode()));

    assertThat(status).isEqualTo(426);
  }

  @Test
  void shouldTakeAnOfferOfHalfAMegabyte() throws InterruptedException {
    SocketClient anna = connect();
    anna.say("{\"t\":\"join\",\"id\":1,\"x\":\"" + "x".repeat(500_000) + "\"}");

    assertThat(anna.next("joined").path("re").asLong()).isEqualTo(1);
    anna.say("{\"t\":\"hand\",\"id\":2,\"x\":\"" + "x".repeat(100_000) + "\"}");
    assertThat(anna.next("error").path("code").asText()).isEqualTo("too-large");
  }

  @Test
  void shouldCloseWhatSendsMoreThanAMegabyteAfterInflation() throws InterruptedException {
    SocketClient anna = connect();
    anna.say("{\"t\":\"join\",\"id\":1,\"x\":\"" + "x".repeat(3_000_000) + "\"}");

    assertThat(anna.closes()).isTrue();
    assertThat(connect().join("Ben").path("count").asInt()).isEqualTo(1);
  }

  @Test
  void shouldCloseAFlood() throws InterruptedException {
    SocketClient anna = connect();
    anna.join("Anna");
    for (int i = 0; i < 3000; i++) {
      anna.say("{\"t\":\"ping\",\"id\":" + (i + 2) + "}");
    }

    assertThat(anna.next("bye").path("reason").asText()).isEqualTo("rate-limited");
    assertThat(anna.closes()).isTrue();
    assertThat(connect().join("Ben").path("count").asInt()).isEqualTo(2);
  }

  @Test
  void shouldComeBackAfterTheConnectionIsLost() throws InterruptedException {
    SocketClient anna = connect();
    JsonNode joined = anna.join("Anna");
    SocketClient ben = connect();
    ben.join("Ben");

    anna.socket.close();
    assertThat(state(ben.next("roster"))).isEqualTo("reconnecting");
    SocketClient again = connect();
    again.say(
        "{\"t\":\"resume\",\"id\":1,\"ticket\":\"%s\",\"rev\":%d}"
            .formatted(joined.path("ticket").asText(), joined.path("rev").asLong()));

    JsonNode resumed = again.next("resumed");
    assertThat(resumed.path("me").path("pid")).isEqualTo(joined.path("me").path("pid"));
    assertThat(resumed.path("full").asBoolean()).isFalse();
    assertThat(state(ben.next("roster"))).isEqualTo("connected");
  }

  @Test
  void shouldBearASlowReader() throws InterruptedException {
    try (LoopbackServer patient =
        new LoopbackServer(new WebSocketLimits(Limits.DEFAULT, GENEROUS))) {
      SocketClient slow = new SocketClient(patient.vertx, patient.port());
      slow.join("Slow");
      SocketClient anna = new SocketClient(patient.vertx, patient.port());
      anna.join("Anna");
      slow.socket.pause();
      // Random, so that it does not deflate to nothing: far more than socket buffers hold.
      Random random = new Random(9);
      byte[] noise = new byte[11_000];
      int sent = 1500;
      for (int i = 0; i < sent; i++) {
        random.nextBytes(noise);
        anna.say(
            "{\"t\":\"data\",\"id\":%d,\"topic\":\"noise\",\"body\":\"%s\"}"
                .formatted(i + 2, Base64.getEncoder().encodeToString(noise)));
        if (i % 50 == 49) {
          anna.say("{\"t\":\"ping\",\"id\":" + (100_000 + i) + "}");
          anna.next("pong");
          // Reads nothing, but is there: a client that is silent for long is taken for lost.
          slow.say("{\"t\":\"layout\",\"id\":" + (200_000 + i) + ",\"tiles\":[]}");
        }
      }
      long waiting =
          patient.onLoop(
              () ->
                  Future.succeededFuture(
                      patient.rooms.find("standup").orElseThrow().participants().stream()
                          .filter(participant -> participant.name().equals("Slow"))
                          .findFirst()
                          .orElseThrow()
                          .outbox()
                          .chars()));
      assertThat(waiting).isBetween(100_000L, 1024L * 1024L);

      slow.socket.resume();

      assertThat(slow.next("gap").path("missed").asInt()).isBetween(1, sent);
      slow.say("{\"t\":\"ping\",\"id\":7}");
      assertThat(slow.next("pong").path("re").asLong()).isEqualTo(7);
    }
  }

  @Test
  void shouldSayGoodbyeWhenTheServerGoes() throws InterruptedException {
    SocketClient anna = connect();
    anna.join("Anna");

    server.onLoop(
        () -> {
          server.rooms.shutDown(Duration.ofSeconds(3));
          return Future.succeededFuture();
        });

    assertThat(anna.next("bye").path("action").asText()).isEqualTo("rejoin");
    assertThat(anna.closes()).isTrue();
  }

  private static String state(JsonNode roster) {
    return roster.path("put").path(0).path("state").asText();
  }

  private SocketClient connect() {
    return new SocketClient(server.vertx, server.port());
  }
}
