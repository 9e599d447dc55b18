package dev.plenum.signaling.rest;

import static dev.plenum.signaling.RunningSignaling.header;
import static dev.plenum.signaling.RunningSignaling.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.CounterReader.PacketKind;
import dev.plenum.sfu.control.DropReason;
import dev.plenum.signaling.RecordingMediaNode;
import dev.plenum.signaling.RunningSignaling;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestTest {

  private final RunningSignaling server = RunningSignaling.development();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldCreateShowListAndEndARoom() {
    HttpResponse<String> created =
        server.post(
            "/v1/rooms",
            """
            {"name":"daily stand-up","maxParticipants":20,"locked":true,
             "secondArrival":"reject","metadata":{"team":7}}
            """);
    assertThat(created.statusCode()).isEqualTo(201);
    String location = header(created, "Location");
    assertThat(location).isEqualTo("/v1/rooms/daily%20stand-up");
    JsonNode room = json(server.get(location));
    assertThat(room).isEqualTo(json(created));
    assertThat(room.path("maxParticipants").asInt()).isEqualTo(20);
    assertThat(room.path("locked").asBoolean()).isTrue();
    assertThat(room.path("secondArrival").asText()).isEqualTo("reject");
    assertThat(room.at("/metadata/team").asInt()).isEqualTo(7);
    assertThat(Instant.parse(room.path("createdAt").asText())).isBeforeOrEqualTo(Instant.now());
    assertThat(json(server.get("/v1/rooms")).path("items")).hasSize(1);

    assertThat(server.delete(location).statusCode()).isEqualTo(204);
    assertThat(server.get(location).statusCode()).isEqualTo(404);
    assertThat(server.media.commands).contains("close room");
  }

  @Test
  void shouldTellWhatTheMediaOfARoomHasCounted() {
    server.post("/v1/rooms", "{\"name\":\"daily\"}");

    JsonNode traffic = json(server.get("/v1/rooms/daily")).path("traffic");

    int kinds = PacketKind.values().length;
    int packetsIn = kinds * (kinds - 1) / 2;
    int packetsOut = packetsIn + 10 * kinds;
    assertThat(traffic.path("packetsIn").asInt()).isEqualTo(packetsIn);
    assertThat(traffic.path("packetsOut").asInt()).isEqualTo(packetsOut);
    assertThat(traffic.path("bytesOut").asInt()).isEqualTo(1_000 * packetsOut);
    assertThat(traffic.path("keyFrameRequests").asInt()).isEqualTo(77);
    assertThat(traffic.path("restoredPackets").asInt()).isEqualTo(33);
    assertThat(traffic.path("dropped").path("internal").asInt())
        .isEqualTo(DropReason.INTERNAL.ordinal());
    assertThat(traffic.path("dropped").has("unknown-protocol")).as("none of these").isFalse();
  }

  @Test
  void shouldNotCreateARoomTwice() {
    server.post("/v1/rooms", "{\"name\":\"daily\"}");
    HttpResponse<String> again = server.post("/v1/rooms", "{\"name\":\"daily\"}");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(json(again).path("code").asText()).isEqualTo("conflict");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|/name",
        "{\"name\":\"a\",\"maxParticipants\":0}|/maxParticipants",
        "{\"name\":\"a\",\"maxParticipants\":\"many\"}|/maxParticipants",
        "{\"name\":\"a\",\"emptyTimeoutSeconds\":0}|/emptyTimeoutSeconds",
        "{\"name\":\"a\",\"secondArrival\":\"shrug\"}|/secondArrival",
        "[]|''",
        "null|''",
        "{\"name\":|''"
      })
  void shouldNameTheFieldThatWillNotDo(String body, String pointer) {
    HttpResponse<String> response = server.post("/v1/rooms", body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(json(response).at("/errors/0/pointer").asText()).startsWith(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/rooms|{\"name\":\"a\",\"maxParticipant\":9}|/maxParticipant|locked, maxParticipants",
        "/v1/tokens|{\"identity\":\"a\",\"video\":{\"room\":\"b\"}}|/video|name, room, roomCreate",
        "/v1/tokens|{\"identity\":\"a\",\"can\":{\"speak\":true}}|/can/speak|publish, subscribe"
      })
  void shouldNameAnUnknownFieldAndTheKnownOnes(
      String path, String body, String pointer, String known) {
    HttpResponse<String> response = server.post(path, body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(json(response).at("/errors/0/detail").asText()).contains("known are", known);
  }

  @Test
  void shouldPageThroughRoomsByName() {
    List<String> names = IntStream.range(0, 7).mapToObj(i -> "room-" + i).toList();
    names.forEach(name -> server.post("/v1/rooms", "{\"name\":\"" + name + "\"}"));
    List<String> seen = new ArrayList<>();
    String after = "";
    int pages = 0;
    do {
      JsonNode page = json(server.get("/v1/rooms?limit=3&after=" + after));
      page.path("items").forEach(room -> seen.add(room.path("name").asText()));
      after = page.path("next").asText("");
      pages++;
    } while (!after.isEmpty());
    assertThat(seen).isEqualTo(names);
    assertThat(pages).isEqualTo(3);
    assertThat(server.get("/v1/rooms?limit=501").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldNotKnowWhoIsNotThere() {
    server.post("/v1/rooms", "{\"name\":\"daily\"}");
    String nobody = "/v1/rooms/daily/participants/p99";
    assertThat(server.get(nobody).statusCode()).isEqualTo(404);
    assertThat(server.delete(nobody).statusCode()).isEqualTo(404);
    assertThat(server.post(nobody + "/mute", "{\"kind\":\"camera\"}").statusCode()).isEqualTo(404);
    assertThat(server.post(nobody + "/ask", "{\"kind\":\"camera\"}").statusCode()).isEqualTo(404);
    assertThat(server.post(nobody + "/ask", "{\"kind\":\"smell\"}").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldTellClientsWhatTheyMayKnow() {
    JsonNode config = json(server.get("/v1/config"));
    assertThat(config.path("version").asText()).isEqualTo("1.2.3");
    assertThat(config.path("development").asBoolean()).isTrue();
    assertThat(config.at("/codecs/video").toString())
        .isEqualTo("[\"VP8\",\"H264\",\"VP9\",\"AV1\"]");
    assertThat(config.at("/slots/steps").toString()).isEqualTo("[9,25,49]");
    assertThat(config.at("/limits/participants").asInt()).isEqualTo(300);
    assertThat(config.at("/limits/offerBytes").asInt()).isEqualTo(1_048_576);
    assertThat(config.path("pingMs").asInt()).isEqualTo(10_000);
    assertThat(config.path("features").isArray()).isTrue();
  }

  @Test
  void shouldBeHealthyWhileTheLoopsTurn() {
    assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    server.media.loops =
        List.of(RecordingMediaNode.loop(0, 0), RecordingMediaNode.loop(1, 6_000_000_000L));
    HttpResponse<String> stalled = server.get("/healthz");
    assertThat(stalled.statusCode()).isEqualTo(503);
    assertThat(stalled.body()).isEqualTo("{\"status\":\"stalled\",\"stalledLoops\":[1]}");
  }

  @Test
  void shouldNotBeReadyWhileDraining() {
    assertThat(server.get("/readyz").body()).isEqualTo("{\"status\":\"ready\"}");
    server.signaling().drain().toCompletableFuture().join();
    HttpResponse<String> draining = server.get("/readyz");
    assertThat(draining.statusCode()).isEqualTo(503);
    assertThat(draining.body()).isEqualTo("{\"status\":\"draining\"}");
    HttpResponse<String> refused = server.post("/v1/rooms", "{\"name\":\"late\"}");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(header(refused, "Retry-After")).isNotEmpty();
  }

  @Test
  void shouldHaveNothingToSignTokensWithInDevelopmentMode() {
    HttpResponse<String> response = server.post("/v1/tokens", "{\"identity\":\"ann\"}");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(response).path("fix").asText()).contains("API key");
  }
}
