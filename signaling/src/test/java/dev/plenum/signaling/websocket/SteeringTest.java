package dev.plenum.signaling.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.CloseReason;
import dev.plenum.sfu.control.SourceEncodings;
import dev.plenum.sfu.control.SourceEncodings.Encoding;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Publishers are told which encodings are of use. */
class SteeringTest {

  private static final int CAMERA = 4711;
  private static final int SCREEN = 4712;

  private final Meeting meeting = new Meeting();

  @Test
  void shouldSteerThoseWhoSayThatTheyFollow() {
    assertThat(isSteerable(publisher("\"encodings\",\"and-a-later-one\""))).isTrue();
    assertThat(isSteerable(publisher("\"and-a-later-one\""))).isFalse();
    assertThat(isSteerable(meeting.publish("old"))).isFalse();
  }

  @Test
  void shouldSteerOnWhenOffersFollow() {
    TestClient anna = publisher("\"encodings\"");

    anna.renegotiate(Meeting.OFFER);

    assertThat(isSteerable(anna)).isTrue();
  }

  @Test
  void shouldSayWhichEncodingsAreOfUse() {
    TestClient anna = publisher("\"encodings\"");

    steer(anna, CAMERA, new Encoding("q", true, 150_000, 4), new Encoding("f", false, 0, 0));

    JsonNode encodings = anna.connection.latest("encodings");
    assertThat(encodings.path("csrc").asInt()).isEqualTo(CAMERA);
    assertThat(encodings.path("mid").asText()).isEqualTo("1");
    assertThat(encodings.path("set").toString())
        .isEqualTo(
            "[{\"rid\":\"q\",\"active\":true,\"maxBitrate\":150000,\"scale\":4.0},"
                + "{\"rid\":\"f\",\"active\":false}]");
  }

  @Test
  void shouldSayOnlyTheLatestOfEachSource() {
    TestClient anna = publisher("\"encodings\"");
    anna.connection.roomFor(0);
    for (int bps = 1; bps <= 50; bps++) {
      steer(anna, CAMERA, new Encoding("q", true, bps, 0));
      steer(anna, SCREEN, new Encoding("", true, 1_000L * bps, 0));
    }

    anna.connection.roomFor(100);
    anna.drained();

    assertThat(anna.connection.received("encodings"))
        .extracting(message -> message.at("/set/0/maxBitrate").asInt())
        .containsExactly(50, 50_000);
  }

  @Test
  void shouldSayAgainWhatSomebodyMayHaveMissed() {
    TestClient anna = publisher("\"encodings\"");
    anna.lose();
    steer(anna, CAMERA, new Encoding("q", false, 0, 0));

    TestClient again = meeting.connect();
    again.resume(anna, anna.rev());

    assertThat(again.connection.latest("encodings").path("csrc").asInt()).isEqualTo(CAMERA);
  }

  @Test
  void shouldSayNothingOfATransportThatHasEnded() {
    TestClient anna = publisher("\"encodings\"");
    steer(anna, CAMERA, new Encoding("q", false, 0, 0));
    meeting.mediaRoom().closed(anna.pid(), CloseReason.CONSENT_EXPIRED);
    meeting.loop.run();
    anna.lose();

    TestClient again = meeting.connect();
    again.resume(anna, anna.rev());

    assertThat(again.connection.received("encodings")).isEmpty();
  }

  private TestClient publisher(String features) {
    TestClient client = meeting.connect();
    client.ask(
        "join",
        "\"token\":\"%s\",\"n\":1,%s,\"features\":[%s]"
            .formatted(
                meeting.token("anna" + features, Meeting.member()),
                TestClient.offer(Meeting.OFFER),
                features));
    return client;
  }

  private boolean isSteerable(TestClient client) {
    return Objects.requireNonNull(meeting.mediaRoom().transport(client.pid())).steerable();
  }

  private void steer(TestClient client, int csrc, Encoding... encodings) {
    meeting.mediaRoom().encodings(client.pid(), new SourceEncodings("1", csrc, List.of(encodings)));
    meeting.loop.run();
  }
}
