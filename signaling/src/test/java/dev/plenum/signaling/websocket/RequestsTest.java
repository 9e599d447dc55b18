package dev.plenum.signaling.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.Layout.Tile;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RequestsTest {

  private final Meeting meeting = new Meeting();
  private final TestClient anna = meeting.publish("anna");
  private final TestClient ben = meeting.publish("ben");

  @Test
  void shouldRepeatTheAnswerOfARepeatedRequest() {
    String request = "{\"t\":\"data\",\"id\":50,\"topic\":\"chat\",\"body\":\"hi\"}";

    anna.say(request);
    anna.say(request);

    assertThat(anna.connection.received())
        .filteredOn(message -> message.path("re").asLong() == 50)
        .hasSize(2)
        .allSatisfy(message -> assertThat(message.path("mid").asText()).isEqualTo("m1"));
    assertThat(ben.connection.received("data")).hasSize(1);
  }

  @Test
  void shouldRepeatTheAnswerAfterAResume() {
    String request = "{\"t\":\"data\",\"id\":50,\"topic\":\"chat\",\"body\":\"hi\"}";
    anna.say(request);
    anna.lose();
    TestClient again = meeting.connect();
    again.resume(anna, anna.rev());

    again.say(request);

    assertThat(again.connection.answer(50).path("mid").asText()).isEqualTo("m1");
    assertThat(ben.connection.received("data")).hasSize(1);
  }

  @Test
  void shouldAnswerARequestInProgressOnce() {
    meeting.mediaRoom().hold();
    String request =
        "{\"t\":\"offer\",\"id\":50,\"n\":2,%s}"
            .formatted(TestClient.offer(Meeting.OFFER).replace("\"offer\":", "\"sdp\":"));
    anna.say(request);
    anna.say(request);
    meeting.mediaRoom().goOn();
    meeting.loop.run();

    assertThat(anna.connection.answer(50).path("t").asText()).isEqualTo("answer");
    assertThat(anna.connection.answer(50).path("n").asInt()).isEqualTo(2);
  }

  @Test
  void shouldKeepTheTransportOverAFurtherOffer() {
    meeting.mediaRoom().commands().clear();

    JsonNode answer = anna.renegotiate(Meeting.OFFER);

    assertThat(answer.path("sources").path("camera").path("csrc").asInt())
        .isEqualTo(anna.csrc("camera"));
    assertThat(meeting.mediaRoom().commands()).contains("renegotiate " + anna.pid());
  }

  @Test
  void shouldRestartIceByAnOffer() {
    var before = Objects.requireNonNull(meeting.mediaRoom().transport(anna.pid()));

    anna.renegotiate(Meeting.OFFER.replaceAll("a=ice-ufrag:.*", "a=ice-ufrag:Next\r"));

    var after = Objects.requireNonNull(meeting.mediaRoom().transport(anna.pid()));
    assertThat(after.remote().ufrag()).isEqualTo("Next");
    assertThat(after.local()).isNotEqualTo(before.local());
    assertThat(after.publishes()).isEqualTo(before.publishes());
  }

  @Test
  void shouldStayAfterABrokenOffer() {
    assertThat(anna.renegotiate("nonsense").path("code").asText()).isEqualTo("bad-request");
    assertThat(anna.renegotiate(Meeting.OFFER).path("t").asText()).isEqualTo("answer");
  }

  @Test
  void shouldSayThatATypeIsUnknownAndGoOn() {
    assertThat(anna.ask("telepathy", "\"to\":\"all\"").path("code").asText())
        .isEqualTo("unsupported");
    assertThat(anna.ask("ping", "").path("t").asText()).isEqualTo("pong");
  }

  @Test
  void shouldIgnoreUnknownFields() {
    assertThat(anna.ask("hand", "\"up\":true,\"colour\":\"red\"").path("t").asText())
        .isEqualTo("ok");
  }

  @Test
  void shouldSayThatAMessageIsNoJson() {
    anna.say("{\"t\":");

    JsonNode error = anna.connection.latest("error");
    assertThat(error.path("code").asText()).isEqualTo("bad-request");
    assertThat(error.has("re")).isFalse();
    assertThat(anna.connection.isClosed()).isFalse();
  }

  @Test
  void shouldRefuseWhatIsLargerThanAMessageMayBe() {
    JsonNode error = anna.ask("hand", "\"up\":true,\"x\":\"" + "x".repeat(66_000) + "\"");

    assertThat(error.path("code").asText()).isEqualTo("too-large");
  }

  @Test
  void shouldHandALayoutToTheMediaPlane() {
    JsonNode ok =
        anna.ask(
            "layout",
            "\"tiles\":[{\"csrc\":%d,\"w\":640,\"h\":360,\"prio\":2}]"
                .formatted(ben.csrc("camera")));

    assertThat(ok.path("t").asText()).isEqualTo("ok");
    assertThat(Objects.requireNonNull(meeting.mediaRoom().layout(anna.pid())).tiles())
        .containsExactly(new Tile(ben.csrc("camera"), 640, 360, 2));
  }

  @Test
  void shouldRefuseALayoutWithoutTiles() {
    assertThat(anna.ask("layout", "").path("code").asText()).isEqualTo("bad-request");
    assertThat(anna.ask("layout", "\"tiles\":[null]").path("code").asText())
        .isEqualTo("bad-request");
  }

  @Test
  void shouldSayGoodbyeToWhoLeaves() {
    long id = anna.request("leave", "");

    assertThat(anna.connection.answer(id).path("t").asText()).isEqualTo("ok");
    assertThat(anna.connection.latest("bye").path("reason").asText()).isEqualTo("left");
    assertThat(anna.connection.latest("bye").path("action").asText()).isEqualTo("stop");
    assertThat(anna.connection.isClosed()).isTrue();
    assertThat(ben.departure(anna.pid())).isEqualTo("left");
    assertThat(meeting.mediaRoom().transport(anna.pid())).isNull();
  }

  @Test
  void shouldNotListenToWhoHasLeft() {
    anna.request("leave", "");
    anna.request("data", "\"topic\":\"chat\",\"body\":\"still here\"");

    assertThat(ben.connection.received("data")).isEmpty();
  }

  @Test
  void shouldChangeWhatAPersonSaysAboutThemselves() {
    anna.ask("me", "\"name\":\"Anna B.\",\"metadata\":{\"team\":\"red\"}");

    assertThat(ben.person(anna.pid()).path("name").asText()).isEqualTo("Anna B.");
    assertThat(ben.person(anna.pid()).path("metadata").path("team").asText()).isEqualTo("red");
  }

  @Test
  void shouldKeepTheOrderOfHands() {
    TestClient cleo = meeting.join("cleo");
    ben.ask("hand", "\"up\":true");
    anna.ask("hand", "\"up\":true");
    ben.ask("hand", "\"up\":true");

    assertThat(cleo.person(ben.pid()).path("hand").asLong())
        .isLessThan(cleo.person(anna.pid()).path("hand").asLong());

    ben.ask("hand", "\"up\":false");
    assertThat(cleo.person(ben.pid()).path("hand").isNull()).isTrue();
  }

  @Test
  void shouldForgetAnswersOfLongAgo() {
    String request = "{\"t\":\"data\",\"id\":5000,\"topic\":\"x\",\"body\":1}";
    anna.say(request);
    for (int i = 0; i < 64; i++) {
      anna.request("hand", "\"up\":true");
    }
    anna.say(request);

    assertThat(ben.connection.received("data")).hasSize(2);
  }
}
