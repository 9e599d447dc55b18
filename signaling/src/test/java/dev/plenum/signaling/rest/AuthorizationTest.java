package dev.plenum.signaling.rest;

import static dev.plenum.signaling.RunningSignaling.BASIC;
import static dev.plenum.signaling.RunningSignaling.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.RunningSignaling;
import dev.plenum.signaling.token.AccessToken;
import dev.plenum.signaling.token.Grants;
import dev.plenum.signaling.token.Tokens;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthorizationTest {

  private static final boolean YES = true;
  private static final boolean NO = false;

  private final RunningSignaling server = RunningSignaling.withKeys();
  private final Tokens tokens = new Tokens(RunningSignaling.KEYS, Clock.systemUTC());

  @BeforeEach
  void createRoom() {
    assertThat(server.as(BASIC).post("/v1/rooms", "{\"name\":\"daily\"}").statusCode())
        .isEqualTo(201);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldRefuseStrangers() {
    for (String who :
        new String[] {null, "Basic !", basic("testkey:wrong"), basic("no:"), "Bear"}) {
      HttpResponse<String> response = server.as(who).get("/v1/rooms");
      assertThat(response.statusCode()).as("%s", who).isEqualTo(401);
      assertThat(json(response).path("code").asText()).isEqualTo("unauthenticated");
    }
    assertThat(server.as(bearer(expired())).get("/v1/rooms").body()).contains("token-expired");
    assertThat(server.as(null).get("/v1/config").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldLetATokenDoWhatItGrantsAndNoMore() {
    server.as(bearer(token("daily", NO, NO, YES)));
    assertThat(server.get("/v1/rooms/daily").statusCode()).isEqualTo(200);
    assertThat(server.get("/v1/rooms/daily/participants").statusCode()).isEqualTo(200);
    assertThat(server.get("/v1/rooms/other").statusCode()).isEqualTo(403);
    assertThat(server.get("/v1/rooms").statusCode()).isEqualTo(403);
    assertThat(server.post("/v1/rooms", "{\"name\":\"x\"}").statusCode()).isEqualTo(403);

    server.as(bearer(token("", NO, YES, NO)));
    assertThat(server.get("/v1/rooms").statusCode()).isEqualTo(200);
    assertThat(server.get("/v1/rooms/daily").statusCode()).isEqualTo(200);
    assertThat(server.delete("/v1/rooms/daily").statusCode()).isEqualTo(403);
    assertThat(server.delete("/v1/rooms/daily/participants/p1").statusCode()).isEqualTo(403);

    server.as(bearer(token("", YES, NO, NO)));
    assertThat(server.post("/v1/rooms", "{\"name\":\"x\"}").statusCode()).isEqualTo(201);
    assertThat(server.delete("/v1/rooms/x").statusCode()).isEqualTo(204);
    assertThat(server.get("/v1/rooms/daily").statusCode()).isEqualTo(403);
  }

  @Test
  void shouldSignTokensThatWork() {
    HttpResponse<String> issued =
        server
            .as(BASIC)
            .post(
                "/v1/tokens",
                """
                {"room":"daily","identity":"ann","name":"Ann","metadata":"m",
                 "attributes":{"team":"7"},"expiresInSeconds":60,"roomList":true,
                 "can":{"publish":["microphone","smell"],"chat":false,"moderate":true}}
                """);
    assertThat(issued.statusCode()).isEqualTo(201);
    String token = json(issued).path("token").asText();
    AccessToken read = tokens.verify(token);
    assertThat(read.identity()).isEqualTo("ann");
    assertThat(read.name()).isEqualTo("Ann");
    assertThat(read.room()).isEqualTo("daily");
    assertThat(read.attributes()).containsEntry("team", "7");
    assertThat(read.grants().publish()).containsExactly(SourceKind.MICROPHONE);
    assertThat(read.grants().chat()).isFalse();
    assertThat(read.grants().data()).isTrue();
    assertThat(read.grants().create()).isFalse();
    assertThat(server.as(bearer(token)).get("/v1/rooms").statusCode()).isEqualTo(200);
    assertThat(Instant.parse(json(issued).path("expiresAt").asText()))
        .isBetween(Instant.now(), Instant.now().plusSeconds(60));
  }

  @Test
  void shouldLetNobodyHandOutMoreThanTheyHave() {
    server.as(bearer(token("daily", NO, NO, YES)));
    assertThat(issue("{\"identity\":\"bob\",\"room\":\"daily\"}")).isEqualTo(201);
    assertThat(issue("{\"identity\":\"bob\",\"room\":\"other\"}")).isEqualTo(403);
    assertThat(issue("{\"identity\":\"bob\"}")).isEqualTo(403);
    assertThat(issue("{\"identity\":\"bob\",\"room\":\"daily\",\"roomCreate\":true}"))
        .isEqualTo(403);
    assertThat(issue("{\"identity\":\"bob\",\"room\":\"daily\",\"roomList\":true}")).isEqualTo(403);
    assertThat(issue("{\"room\":\"daily\"}")).isEqualTo(400);
    assertThat(issue("{\"identity\":\"bob\",\"video\":{\"room\":\"daily\"}}")).isEqualTo(400);
    server.as(bearer(token("daily", YES, YES, NO)));
    assertThat(issue("{\"identity\":\"bob\",\"room\":\"daily\"}")).isEqualTo(403);
  }

  private int issue(String body) {
    return server.post("/v1/tokens", body).statusCode();
  }

  private String token(String room, boolean create, boolean list, boolean administer) {
    Instant now = Instant.now();
    return tokens.issue(
        RunningSignaling.KEY,
        new AccessToken(
            "caller",
            "",
            "",
            Map.of(),
            room,
            new Grants(NO, create, list, administer, Set.of(), NO, NO, NO, NO, NO),
            now,
            now.plusSeconds(60)));
  }

  private String expired() {
    Instant past = Instant.now().minusSeconds(3_600);
    return tokens.issue(
        RunningSignaling.KEY,
        new AccessToken("caller", "", "", Map.of(), "", Grants.EVERYTHING, past, past));
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
