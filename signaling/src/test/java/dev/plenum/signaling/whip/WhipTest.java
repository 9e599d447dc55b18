package dev.plenum.signaling.whip;

import static dev.plenum.signaling.RunningSignaling.header;
import static dev.plenum.signaling.RunningSignaling.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.IceParameters;
import dev.plenum.signaling.RunningSignaling;
import dev.plenum.signaling.SampleOffers;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhipTest {

  private static final String SDP = "application/sdp";
  private static final String FRAGMENT = "application/trickle-ice-sdpfrag";

  private final RunningSignaling server = RunningSignaling.development();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldMakeAPublisherAParticipant() {
    HttpResponse<String> answer =
        server.post("/v1/rooms/daily/whip?name=Camera%201", SDP, SampleOffers.publish());
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(header(answer, "Content-Type")).isEqualTo(SDP);
    assertThat(header(answer, "ETag")).matches("\"[^\"]+\"");
    assertThat(header(answer, "Location")).matches("/v1/rooms/daily/whip/[0-9a-f]{32}");
    assertThat(answer.body()).startsWith("v=0").contains("a=ice-lite", "a=recvonly");

    JsonNode person = json(server.get("/v1/rooms/daily/participants")).at("/items/0");
    assertThat(person.path("name").asText()).isEqualTo("Camera 1");
    assertThat(person.at("/sources/camera/csrc").asInt()).isPositive();
    assertThat(person.at("/sources/microphone/csrc").asInt()).isPositive();
    assertThat(server.media.transports).hasSize(1);
    assertThat(server.media.transports.getFirst().publishes()).hasSize(2);
    assertThat(server.get("/metrics").body().lines())
        .contains("plenum_joins_total{result=\"ok\"} 1.0", "plenum_rooms 1.0");
  }

  @Test
  void shouldEndASession() {
    String session = publish();
    assertThat(server.delete(session).statusCode()).isEqualTo(200);
    assertThat(json(server.get("/v1/rooms/daily")).path("count").asInt()).isZero();
    assertThat(server.media.commands).anyMatch(command -> command.startsWith("disconnect"));
    assertThat(server.delete(session).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldForgetTheSessionOfSomebodyWhoWasRemoved() {
    String session = publish();
    String pid = json(server.get("/v1/rooms/daily/participants")).at("/items/0/pid").asText();
    server.delete("/v1/rooms/daily/participants/" + pid);
    assertThat(server.delete(session).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldNotTakeASessionForAnotherRoomsOrAnotherKinds() {
    String session = publish();
    assertThat(server.delete(session.replace("daily", "other")).statusCode()).isEqualTo(404);
    assertThat(server.delete(session + "0").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldRestartIce() {
    String session = publish();
    HttpResponse<String> restarted = patch(session, "*", fragment("efgh"));
    assertThat(restarted.statusCode()).isEqualTo(200);
    assertThat(header(restarted, "Content-Type")).isEqualTo(FRAGMENT);
    assertThat(header(restarted, "ETag")).isEqualTo("\"ice-1\"");
    IceParameters local = server.media.transports.getLast().local();
    assertThat(server.media.transports.getLast().remote().ufrag()).isEqualTo("efgh");
    assertThat(local).isNotEqualTo(server.media.transports.getFirst().local());
    assertThat(restarted.body())
        .contains(
            "a=ice-lite\r\n",
            "a=mid:0\r\n",
            "a=ice-ufrag:" + local.ufrag() + "\r\n",
            "a=ice-pwd:" + local.password() + "\r\n",
            " udp 2130706431 192.0.2.1 10000 typ host\r\n",
            " tcp 1671430143 2001:db8::1 10001 typ host tcptype passive\r\n",
            "a=end-of-candidates\r\n");
  }

  @Test
  void shouldTakeTrickledCandidatesWithoutLookingAtThem() {
    String session = publish();
    HttpResponse<String> trickled = patch(session, "\"ice-0\"", fragment("abcd"));
    assertThat(trickled.statusCode()).isEqualTo(204);
    assertThat(server.media.transports).hasSize(1);
  }

  @Test
  void shouldInsistOnTheCurrentIceSession() {
    String session = publish();
    assertThat(patch(session, null, fragment("efgh")).statusCode()).isEqualTo(428);
    patch(session, "*", fragment("efgh"));
    assertThat(patch(session, "\"ice-0\"", fragment("efgh")).statusCode()).isEqualTo(412);
    assertThat(patch(session, "*", "a=ice-ufrag:x\r\n").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldGiveAViewerSlots() {
    HttpResponse<String> answer = server.post("/v1/rooms/daily/whep", SDP, SampleOffers.watch());
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(header(answer, "Location")).startsWith("/v1/rooms/daily/whep/");
    assertThat(answer.body()).contains("a=sendonly", "a=ssrc:");
    assertThat(server.media.transports.getLast().slots()).hasSize(2);
  }

  @Test
  void shouldShowAViewerOneSource() {
    publish();
    JsonNode person = json(server.get("/v1/rooms/daily/participants")).at("/items/0");
    String source = person.path("pid").asText() + "/camera";
    String path = "/v1/rooms/daily/whep?source=";
    assertThat(server.post(path + source, SDP, SampleOffers.watch()).statusCode()).isEqualTo(201);
    assertThat(server.post(path + "p1/nose", SDP, SampleOffers.watch()).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v=0", "hello", "v=0\r\na=ice-ufrag:a\r\na=ice-pwd:b\r\n"})
  void shouldSayWhatIsWrongWithAnOffer(String offer) {
    HttpResponse<String> response = server.post("/v1/rooms/daily/whip", SDP, offer);
    assertThat(response.statusCode()).isBetween(400, 422);
    assertThat(json(response).path("fix").asText()).isNotEmpty();
    assertThat(server.media.transports).isEmpty();
  }

  @Test
  void shouldSayWhatMayBePosted() {
    HttpResponse<String> options =
        server.send(
            server.request("/v1/rooms/daily/whip").method("OPTIONS", BodyPublishers.noBody()));
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(header(options, "Accept-Post")).isEqualTo(SDP);
    HttpResponse<String> preflight =
        server.send(
            server
                .request("/v1/rooms/daily/whip")
                .header("Origin", "https://embedder.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(header(preflight, "Accept-Post")).isEqualTo(SDP);
    assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(server.get("/v1/rooms/daily/whip").statusCode()).isEqualTo(405);
    assertThat(server.post("/v1/rooms/daily/whip", "text/plain", "v=0").statusCode())
        .isEqualTo(415);
  }

  private String publish() {
    return header(server.post("/v1/rooms/daily/whip", SDP, SampleOffers.publish()), "Location");
  }

  private HttpResponse<String> patch(String session, @Nullable String ifMatch, String fragment) {
    var request =
        server
            .request(session)
            .header("Content-Type", FRAGMENT)
            .method("PATCH", BodyPublishers.ofString(fragment));
    return server.send(ifMatch == null ? request : request.header("If-Match", ifMatch));
  }

  private static String fragment(String ufrag) {
    String password = ufrag.equals("abcd") ? "abcdefghijklmnopqrstuv" : "efghefghefghefghefghefgh";
    return "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=ice-ufrag:"
        + ufrag
        + "\r\na=ice-pwd:"
        + password
        + "\r\na=candidate:1 1 udp 1 192.0.2.9 4 typ host\r\n";
  }
}
