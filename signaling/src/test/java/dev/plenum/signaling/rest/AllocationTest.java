package dev.plenum.signaling.rest;

import static dev.plenum.signaling.RunningSignaling.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.signaling.RunningSignaling;
import dev.plenum.signaling.SampleAllocation;
import dev.plenum.signaling.SampleOffers;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AllocationTest {

  private static final int UNKNOWN_CSRC = 99;

  private final RunningSignaling server = RunningSignaling.development();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldExplainWhatAParticipantGets() {
    JsonNode person = publisher();
    int camera = person.at("/sources/camera/csrc").asInt();
    server.media.allocation = Optional.of(SampleAllocation.of(camera, UNKNOWN_CSRC));

    JsonNode allocation = json(allocation(person.path("pid").asText()));

    assertThat(allocation.at("/estimate/targetBps").asInt()).isEqualTo(310_000);
    assertThat(allocation.at("/estimate").has("delayBasedBps")).as("not known yet").isFalse();
    assertThat(allocation.at("/estimate/roundTripMs").asDouble()).isEqualTo(41.5);
    assertThat(allocation.at("/estimate/feedback").asText()).isEqualTo("transportWide");
    assertThat(allocation.path("audioBps").asInt()).isEqualTo(60_000);
    JsonNode tile = allocation.at("/tiles/0");
    assertThat(tile.path("pid").asText()).isEqualTo(person.path("pid").asText());
    assertThat(tile.path("kind").asText()).isEqualTo("camera");
    assertThat(tile.at("/asked/height").asInt()).isEqualTo(720);
    assertThat(tile.at("/shown/rid").asText()).isEqualTo("q");
    assertThat(tile.at("/shown/heightPixels").asInt()).isEqualTo(180);
    assertThat(tile.has("paused")).isFalse();
    assertThat(tile.path("limit").asText()).isEqualTo("estimate");
    assertThat(tile.path("layers").findValuesAsText("state"))
        .containsExactly("active", "offByOrchestrator");
  }

  @Test
  void shouldExplainWhyATileShowsNothing() {
    String pid = publisher().path("pid").asText();
    server.media.allocation = Optional.of(SampleAllocation.of(UNKNOWN_CSRC, UNKNOWN_CSRC));

    JsonNode tile = json(allocation(pid)).at("/tiles/1");

    assertThat(tile.has("pid")).as("its owner is gone").isFalse();
    assertThat(tile.has("mid")).isFalse();
    assertThat(tile.has("shown")).isFalse();
    assertThat(tile.path("paused").asText()).isEqualTo("bandwidth");
    assertThat(tile.path("limit").asText()).isEqualTo("slots");
  }

  @Test
  void shouldSayWhatThereIsNot() {
    assertNotFound(allocation("p1"), "room");
    String pid = publisher().path("pid").asText();
    assertNotFound(allocation("p99"), "participant");
    assertNotFound(allocation(pid), "allotted");
  }

  private static void assertNotFound(HttpResponse<String> response, String what) {
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).path("code").asText()).isEqualTo("not-found");
    assertThat(json(response).path("detail").asText()).contains(what);
  }

  private JsonNode publisher() {
    server.post("/v1/rooms/daily/whip", "application/sdp", SampleOffers.publish());
    return json(server.get("/v1/rooms/daily/participants")).at("/items/0");
  }

  private HttpResponse<String> allocation(String pid) {
    return server.get("/v1/rooms/daily/participants/" + pid + "/allocation");
  }
}
