package dev.plenum.signaling.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.CloseReason;
import dev.plenum.sfu.control.SlotStatus;
import dev.plenum.sfu.control.SlotStatus.Pause;
import dev.plenum.sfu.control.TransportState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeatsTest {

  private static final Duration SEAT_HELD = Duration.ofSeconds(30);

  private final Meeting meeting = new Meeting();

  @Test
  void shouldShowWhoLostTheConnectionAsReconnecting() {
    TestClient anna = meeting.publish("anna");
    TestClient ben = meeting.join("ben");

    anna.lose();

    assertThat(ben.person(anna.pid()).path("state").asText()).isEqualTo("reconnecting");
    assertThat(meeting.mediaRoom().commands()).noneMatch(command -> command.contains("disconnect"));
  }

  @Test
  void shouldResumeWithoutTouchingMedia() {
    TestClient anna = meeting.publish("anna");
    TestClient ben = meeting.join("ben");
    meeting.mediaRoom().transport(anna.pid(), TransportState.CONNECTED);
    meeting.loop.run();
    anna.lose();
    meeting.mediaRoom().commands().clear();

    TestClient again = meeting.connect();
    JsonNode resumed = again.resume(anna, anna.rev());

    assertThat(resumed.path("t").asText()).isEqualTo("resumed");
    assertThat(resumed.path("me").path("pid").asText()).isEqualTo(anna.pid());
    assertThat(resumed.has("answer")).isFalse();
    assertThat(ben.person(anna.pid()).path("state").asText()).isEqualTo("connected");
    assertThat(meeting.mediaRoom().commands()).isEmpty();
  }

  @Test
  void shouldTellWhatWasMissed() {
    TestClient anna = meeting.join("anna");
    TestClient ben = meeting.join("ben");
    TestClient cleo = meeting.join("cleo");
    long rev = anna.rev();
    anna.lose();
    ben.request("leave", "");
    TestClient dora = meeting.join("dora");
    cleo.request("hand", "\"up\":true");

    TestClient again = meeting.connect();
    JsonNode resumed = again.resume(anna, rev);

    assertThat(resumed.path("full").asBoolean()).isFalse();
    assertThat(resumed.path("features").isArray()).isTrue();
    assertThat(resumed.path("put").findValuesAsText("pid"))
        .containsExactlyInAnyOrder(anna.pid(), cleo.pid(), dora.pid());
    assertThat(resumed.path("del").toString()).isEqualTo("[[\"" + ben.pid() + "\",\"left\"]]");
    assertThat(resumed.path("rev").asLong()).isGreaterThan(rev);
  }

  @Test
  void shouldNotTellOfThoseWhoCameAndWentMeanwhile() {
    TestClient anna = meeting.join("anna");
    long rev = anna.rev();
    anna.lose();
    meeting.pass(Duration.ofSeconds(1));
    meeting.join("ben").request("leave", "");

    JsonNode resumed = meeting.connect().resume(anna, rev);

    assertThat(resumed.path("del")).isEmpty();
    assertThat(resumed.path("put")).hasSize(1);
  }

  @Test
  void shouldTellEverythingToWhoKnowsNothing() {
    TestClient anna = meeting.join("anna");
    meeting.join("ben");
    anna.lose();

    JsonNode resumed = meeting.connect().resume(anna, 0);

    assertThat(resumed.path("full").asBoolean()).isTrue();
    assertThat(resumed.path("people")).hasSize(2);
    assertThat(resumed.path("count").asInt()).isEqualTo(2);
    assertThat(resumed.path("more").asBoolean()).isFalse();
  }

  @Test
  void shouldTellEverythingToWhoClaimsToKnowTheFuture() {
    TestClient anna = meeting.join("anna");
    anna.lose();

    assertThat(meeting.connect().resume(anna, 1_000_000).path("full").asBoolean()).isTrue();
  }

  @Test
  void shouldTellSlotsAndSpeakersAgain() {
    TestClient anna = meeting.publish("anna");
    TestClient ben = meeting.publish("ben");
    meeting.mediaRoom().slots(anna.pid(), new SlotStatus("7", ben.csrc("camera"), Pause.BANDWIDTH));
    meeting.mediaRoom().speakers(ben.csrc("microphone"));
    meeting.loop.run();
    anna.lose();

    JsonNode resumed = meeting.connect().resume(anna, anna.rev());

    assertThat(resumed.path("slots").path(0).path("mid").asText()).isEqualTo("7");
    assertThat(resumed.path("slots").path(0).path("paused").asText()).isEqualTo("bandwidth");
    assertThat(resumed.path("speakers").path(0).asInt()).isEqualTo(ben.csrc("microphone"));
  }

  @Test
  void shouldTakeATicketOnce() {
    TestClient anna = meeting.join("anna");
    anna.lose();
    TestClient again = meeting.connect();
    again.resume(anna, anna.rev());

    TestClient thief = meeting.connect();
    JsonNode refused = thief.resume(anna, anna.rev());

    assertThat(refused.path("code").asText()).isEqualTo("conflict");
    assertThat(thief.connection.latest("bye").path("reason").asText()).isEqualTo("ticket");
    assertThat(thief.connection.latest("bye").path("action").asText()).isEqualTo("rejoin");
    assertThat(thief.connection.isClosed()).isTrue();
    assertThat(again.connection.isClosed()).isFalse();
    assertThat(again.ticket()).isNotEqualTo(anna.ticket());
  }

  @Test
  void shouldRefuseATicketThatNobodyIssued() {
    TestClient client = meeting.connect();

    JsonNode refused = client.resume("no-such-ticket", 1, "");

    assertThat(refused.path("code").asText()).isEqualTo("not-found");
    assertThat(client.connection.latest("bye").path("action").asText()).isEqualTo("rejoin");
  }

  @Test
  void shouldRefuseATicketAfterADay() {
    TestClient anna = meeting.join("anna");
    meeting.loop.pass(Duration.ofHours(25));

    JsonNode refused = meeting.connect().resume(anna, anna.rev());

    assertThat(refused.path("code").asText()).isEqualTo("not-found");
  }

  @Test
  void shouldHoldASeatForHalfAMinute() {
    TestClient anna = meeting.join("anna");
    TestClient ben = meeting.join("ben");
    anna.lose();

    meeting.pass(SEAT_HELD.minusSeconds(1), ben);
    assertThat(meeting.room().participant(anna.pid())).isPresent();
    meeting.pass(Duration.ofSeconds(2), ben);

    assertThat(meeting.room().participant(anna.pid())).isEmpty();
    assertThat(ben.departure(anna.pid())).isEqualTo("lost");
    assertThat(meeting.connect().resume(anna, anna.rev()).path("code").asText())
        .isEqualTo("not-found");
  }

  @Test
  void shouldHoldASeatWhileMediaFlows() {
    TestClient anna = meeting.publish("anna");
    TestClient ben = meeting.join("ben");
    meeting.mediaRoom().transport(anna.pid(), TransportState.CONNECTED);
    meeting.loop.run();
    anna.lose();

    meeting.pass(Duration.ofMinutes(5), ben);
    assertThat(meeting.room().participant(anna.pid())).isPresent();
    meeting.mediaRoom().transport(anna.pid(), TransportState.DISCONNECTED);
    meeting.pass(SEAT_HELD.minusSeconds(1), ben);
    assertThat(meeting.room().participant(anna.pid())).isPresent();
    meeting.pass(Duration.ofSeconds(2), ben);

    assertThat(ben.departure(anna.pid())).isEqualTo("lost");
    assertThat(meeting.mediaRoom().transport(anna.pid())).isNull();
  }

  @Test
  void shouldCountTheSilenceFromItsBeginning() {
    TestClient anna = meeting.publish("anna");
    TestClient ben = meeting.join("ben");
    meeting.mediaRoom().transport(anna.pid(), TransportState.CONNECTED);
    meeting.loop.run();
    anna.lose();

    meeting.mediaRoom().transport(anna.pid(), TransportState.DISCONNECTED);
    meeting.pass(SEAT_HELD.minusSeconds(5), ben);
    meeting.mediaRoom().closed(anna.pid(), CloseReason.CONSENT_EXPIRED);
    meeting.pass(Duration.ofSeconds(4), ben);
    assertThat(meeting.room().participant(anna.pid())).isPresent();
    meeting.pass(Duration.ofSeconds(2), ben);

    assertThat(ben.departure(anna.pid())).isEqualTo("lost");
  }

  @Test
  void shouldGiveAReloadedPageTheSameSeat() {
    TestClient anna = meeting.publish("anna");
    meeting.mediaRoom().transport(anna.pid(), TransportState.CONNECTED);
    meeting.loop.run();
    meeting.mediaRoom().commands().clear();
    anna.lose();

    TestClient again = meeting.connect();
    JsonNode resumed =
        again.resume(anna.ticket(), 0, ",\"n\":1," + TestClient.offer(Meeting.OFFER));

    assertThat(resumed.path("answer").asText()).startsWith("v=0");
    assertThat(resumed.path("n").asInt()).isEqualTo(1);
    assertThat(again.pid()).isEqualTo(anna.pid());
    assertThat(again.csrc("camera")).isEqualTo(anna.csrc("camera"));
    assertThat(again.csrc("microphone")).isEqualTo(anna.csrc("microphone"));
    assertThat(meeting.mediaRoom().commands()).contains("connect " + anna.pid());
  }

  @Test
  void shouldRunRequestsOfAReloadedPageAnew() {
    TestClient anna = meeting.join("anna");
    anna.request("hand", "\"up\":true");
    anna.lose();

    TestClient again = meeting.connect();
    again.resume(anna, 0);
    again.request("hand", "\"up\":false");

    assertThat(again.person(anna.pid()).path("hand").isNull()).isTrue();
  }

  @Test
  void shouldGiveTheTicketBackWhenTheNewOfferFails() {
    TestClient anna = meeting.publish("anna");
    anna.lose();
    String offer = ",\"n\":1," + TestClient.offer(Meeting.OFFER);

    meeting.mediaRoom().overload(true);
    TestClient again = meeting.connect();
    JsonNode refused = again.resume(anna.ticket(), 0, offer);
    meeting.mediaRoom().overload(false);
    JsonNode resumed = again.resume(anna.ticket(), 0, offer);

    assertThat(refused.path("code").asText()).isEqualTo("overloaded");
    assertThat(resumed.path("t").asText()).isEqualTo("resumed");
  }

  @Test
  void shouldMoveToTheLatestConnection() {
    TestClient anna = meeting.join("anna");

    TestClient duplicate = meeting.connect();
    duplicate.resume(anna, anna.rev());
    anna.lose();

    assertThat(anna.connection.latest("bye").path("reason").asText()).isEqualTo("replaced");
    assertThat(anna.connection.isClosed()).isTrue();
    TestClient ben = meeting.join("ben");
    assertThat(ben.person(anna.pid()).path("state").asText()).isEqualTo("connected");
    assertThat(duplicate.ask("ping", "").path("t").asText()).isEqualTo("pong");
  }

  @Test
  void shouldCountAConnectionAsLostThatIsSilentForThreePings() {
    TestClient anna = meeting.join("anna");
    TestClient ben = meeting.join("ben");

    meeting.pass(Duration.ofSeconds(29), ben);
    assertThat(anna.connection.isClosed()).isFalse();
    meeting.pass(Duration.ofSeconds(2), ben);

    assertThat(anna.connection.isClosed()).isTrue();
    assertThat(ben.person(anna.pid()).path("state").asText()).isEqualTo("reconnecting");
  }

  @Test
  void shouldTakeAwaySourcesWhenTheTransportEnds() {
    TestClient anna = meeting.publish("anna");
    TestClient ben = meeting.join("ben");

    meeting.mediaRoom().closed(anna.pid(), CloseReason.CONSENT_EXPIRED);
    meeting.loop.run();

    assertThat(ben.person(anna.pid()).path("sources")).isEmpty();
    assertThat(anna.connection.isClosed()).isFalse();
  }

  @Test
  void shouldConnectAnewWhenThereIsNoTransportToRenegotiate() {
    TestClient anna = meeting.publish("anna");
    meeting.mediaRoom().closed(anna.pid(), CloseReason.CONSENT_EXPIRED);
    meeting.loop.run();
    meeting.mediaRoom().commands().clear();

    JsonNode answer = anna.renegotiate(Meeting.OFFER);

    assertThat(answer.path("sources").path("camera").path("csrc").asInt())
        .isEqualTo(anna.csrc("camera"));
    assertThat(meeting.mediaRoom().commands()).contains("connect " + anna.pid());
  }

  @Test
  void shouldNotMistakeTheEndOfTheOldTransportForThatOfTheNew() {
    TestClient anna = meeting.publish("anna");
    anna.lose();
    meeting.mediaRoom().hold();
    TestClient again = meeting.connect();
    again.request(
        "resume",
        "\"ticket\":\"%s\",\"rev\":0,%s".formatted(anna.ticket(), TestClient.offer(Meeting.OFFER)));
    meeting.mediaRoom().transport(anna.pid(), TransportState.CLOSED);
    meeting.loop.run();
    meeting.mediaRoom().goOn();
    meeting.loop.run();

    assertThat(again.csrc("camera")).isEqualTo(anna.csrc("camera"));
    assertThat(meeting.room().participant(anna.pid()).orElseThrow().media())
        .isEqualTo(TransportState.CONNECTING);
  }
}
