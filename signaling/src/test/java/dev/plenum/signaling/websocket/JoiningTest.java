package dev.plenum.signaling.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.room.RoomLimits;
import dev.plenum.signaling.room.RoomSettings;
import dev.plenum.signaling.room.RoomSettings.SecondArrival;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JoiningTest {

  private final Meeting meeting = new Meeting();

  @Test
  void shouldTellANewcomerEverything() {
    meeting.join("anna");

    TestClient ben = meeting.connect();
    JsonNode joined = ben.joinWithMedia(meeting.token("ben", Meeting.member()));

    assertThat(joined.path("t").asText()).isEqualTo("joined");
    assertThat(joined.path("n").asInt()).isEqualTo(1);
    assertThat(joined.path("answer").asText()).startsWith("v=0");
    assertThat(joined.path("me").path("name").asText()).isEqualTo("ben");
    assertThat(joined.path("me").path("identity").asText()).isEqualTo("ben");
    assertThat(joined.path("me").path("role").asText()).isEqualTo("member");
    assertThat(joined.path("me").path("can").path("publish")).hasSize(4);
    assertThat(joined.path("me").path("sources").path("camera").path("mid").asText())
        .isEqualTo("1");
    assertThat(joined.path("room").path("name").asText()).isEqualTo(Meeting.ROOM);
    assertThat(joined.path("room").path("locked").isBoolean()).isTrue();
    assertThat(joined.path("ticket").asText()).hasSizeGreaterThan(20);
    assertThat(joined.path("pingMs").asLong()).isEqualTo(10_000);
    assertThat(joined.path("features").isArray()).isTrue();
    assertThat(joined.path("count").asInt()).isEqualTo(2);
    assertThat(joined.path("people")).hasSize(2);
    assertThat(joined.path("more").asBoolean()).isFalse();
    assertThat(joined.path("rev").asLong()).isPositive();
  }

  @Test
  void shouldShowAPersonWithTheirSources() {
    TestClient anna = meeting.join("anna");
    TestClient ben = meeting.publish("ben");

    JsonNode person = anna.person(ben.pid());

    assertThat(person.path("state").asText()).isEqualTo("connected");
    assertThat(person.has("hand")).isTrue();
    assertThat(person.path("hand").isNull()).isTrue();
    assertThat(person.path("sources").path("microphone").path("muted").isBoolean()).isTrue();
    assertThat(person.path("sources").path("microphone").path("csrc").asInt())
        .isEqualTo(ben.csrc("microphone"));
  }

  @Test
  void shouldGiveTheMediaPlaneWhatWasNegotiated() {
    TestClient anna = meeting.publish("anna");

    var transport = Objects.requireNonNull(meeting.mediaRoom().transport(anna.pid()));

    assertThat(transport.publishes())
        .extracting(publish -> publish.kind())
        .containsExactly(SourceKind.MICROPHONE, SourceKind.CAMERA);
    assertThat(transport.slots()).hasSize(13);
  }

  @Test
  void shouldRefuseWithoutAToken() {
    TestClient client = meeting.connect();

    assertThat(client.ask("join", "").path("code").asText()).isEqualTo("unauthenticated");
    assertThat(client.connection.isClosed()).isFalse();
  }

  @Test
  void shouldRefuseAnExpiredToken() {
    String token = meeting.token("anna", Meeting.member());
    meeting.pass(Duration.ofSeconds(1));
    meeting.loop.pass(Duration.ofHours(7));

    assertThat(meeting.connect().join(token).path("code").asText()).isEqualTo("token-expired");
  }

  @Test
  void shouldNotCountItsOwnDelayAsTheSilenceOfOthers() {
    TestClient client = meeting.connect();

    meeting.loop.pass(Duration.ofSeconds(20));
    client.tick();

    assertThat(client.connection.isClosed()).isFalse();
  }

  @Test
  void shouldCloseWhatSaysNothingForFiveSeconds() {
    TestClient client = meeting.connect();

    meeting.pass(Duration.ofMillis(4900));
    assertThat(client.connection.isClosed()).isFalse();
    meeting.pass(Duration.ofMillis(200));

    assertThat(client.connection.isClosed()).isTrue();
    assertThat(client.connection.latest("bye").path("reason").asText()).isEqualTo("deadline");
  }

  @Test
  void shouldRefuseOtherMessagesBeforeTheFirst() {
    TestClient client = meeting.connect();

    assertThat(client.ask("hand", "\"up\":true").path("code").asText()).isEqualTo("bad-request");
    assertThat(client.join(meeting.token("anna", Meeting.member())).path("t").asText())
        .isEqualTo("joined");
  }

  @Test
  void shouldRefuseASecondJoinOnOneConnection() {
    TestClient anna = meeting.join("anna");

    assertThat(anna.join(meeting.token("anna", Meeting.member())).path("code").asText())
        .isEqualTo("conflict");
  }

  @Test
  void shouldRefuseWhenFull() {
    Meeting small =
        new Meeting(
            new RoomLimits(
                9, 2, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofDays(1)),
            RoomSettings.DEFAULT);
    small.join("anna");
    small.join("ben");

    JsonNode refused = small.connect().join(small.token("cleo", Meeting.member()));

    assertThat(refused.path("code").asText()).isEqualTo("room-full");
    assertThat(refused.path("retryMs").asLong()).isPositive();
    assertThat(small.connect().join(small.token("ben", Meeting.member())).path("t").asText())
        .isEqualTo("joined");
  }

  @Test
  void shouldCountThoseOnTheirWayIn() {
    Meeting small =
        new Meeting(
            new RoomLimits(
                9, 1, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofDays(1)),
            RoomSettings.DEFAULT);
    small.mediaRoom().hold();
    TestClient anna = small.connect();
    anna.request(
        "join",
        "\"token\":\"%s\",%s"
            .formatted(small.token("anna", Meeting.member()), TestClient.offer(Meeting.OFFER)));

    JsonNode refused = small.connect().join(small.token("ben", Meeting.member()));
    small.mediaRoom().goOn();
    small.loop.run();

    assertThat(refused.path("code").asText()).isEqualTo("room-full");
    assertThat(anna.connection.latest("joined").path("count").asInt()).isEqualTo(1);
  }

  @Test
  void shouldLetOnlyModeratorsIntoALockedRoom() {
    Meeting locked = new Meeting(RoomLimits.DEFAULT, settings(SecondArrival.REPLACE, true));

    assertThat(locked.connect().join(locked.token("anna", Meeting.member())).path("code").asText())
        .isEqualTo("room-locked");
    JsonNode joined = locked.moderator("ben").connection.latest("joined");
    assertThat(joined.path("room").path("locked").asBoolean()).isTrue();
  }

  @Test
  void shouldReplaceWhoeverWasHereBefore() {
    TestClient anna = meeting.join("anna");
    TestClient ben = meeting.join("ben");
    TestClient annaAgain = meeting.join("anna");

    assertThat(anna.connection.latest("bye").path("reason").asText()).isEqualTo("replaced");
    assertThat(anna.connection.latest("bye").path("action").asText()).isEqualTo("stop");
    assertThat(anna.connection.isClosed()).isTrue();
    assertThat(ben.departure(anna.pid())).isEqualTo("replaced");
    assertThat(annaAgain.pid()).isNotEqualTo(anna.pid());
  }

  @Test
  void shouldRejectASecondArrivalWhereTheRoomSaysSo() {
    Meeting strict = new Meeting(RoomLimits.DEFAULT, settings(SecondArrival.REJECT, false));
    TestClient anna = strict.join("anna");

    JsonNode refused = strict.connect().join(strict.token("anna", Meeting.member()));

    assertThat(refused.path("code").asText()).isEqualTo("conflict");
    assertThat(anna.connection.isClosed()).isFalse();
  }

  @Test
  void shouldRejectTheSecondOfTwoWhoArriveTogether() {
    Meeting strict = new Meeting(RoomLimits.DEFAULT, settings(SecondArrival.REJECT, false));
    strict.mediaRoom().hold();
    String join =
        "\"token\":\"%s\",%s"
            .formatted(strict.token("anna", Meeting.member()), TestClient.offer(Meeting.OFFER));
    TestClient first = strict.connect();
    TestClient second = strict.connect();
    first.request("join", join);
    second.request("join", join);
    strict.mediaRoom().goOn();
    strict.loop.run();

    assertThat(strict.room().participants()).hasSize(1);
    assertThat(
            first.connection.received("joined").size()
                + second.connection.received("joined").size())
        .isEqualTo(1);
    assertThat(strict.mediaRoom().commands()).anyMatch(command -> command.startsWith("disconnect"));
  }

  @Test
  void shouldLetAnIdentityInTwiceWhereTheRoomSaysSo() {
    Meeting open = new Meeting(RoomLimits.DEFAULT, settings(SecondArrival.ALLOW, false));
    TestClient anna = open.join("anna");
    TestClient annaAgain = open.join("anna");

    assertThat(anna.connection.isClosed()).isFalse();
    assertThat(annaAgain.connection.latest("joined").path("count").asInt()).isEqualTo(2);
  }

  @Test
  void shouldSayWhatIsWrongWithAnOffer() {
    TestClient client = meeting.connect();

    JsonNode refused =
        client.ask(
            "join",
            "\"token\":\"%s\",\"offer\":\"v=0 and nothing else\""
                .formatted(meeting.token("anna", Meeting.member())));

    assertThat(refused.path("code").asText()).isEqualTo("bad-request");
    assertThat(refused.path("fix").asText()).isNotEmpty();
    assertThat(meeting.room().participants()).isEmpty();
  }

  @Test
  void shouldSayThatTheMediaPlaneIsBusy() {
    meeting.mediaRoom().overload(true);
    TestClient client = meeting.connect();

    JsonNode refused = client.joinWithMedia(meeting.token("anna", Meeting.member()));
    meeting.mediaRoom().overload(false);
    JsonNode joined = client.joinWithMedia(meeting.token("anna", Meeting.member()));

    assertThat(refused.path("code").asText()).isEqualTo("overloaded");
    assertThat(refused.path("retryMs").asLong()).isPositive();
    assertThat(joined.path("t").asText()).isEqualTo("joined");
  }

  @Test
  void shouldForgetWhoGoesAwayWhileComingIn() {
    meeting.mediaRoom().hold();
    TestClient anna = meeting.connect();
    anna.request(
        "join",
        "\"token\":\"%s\",%s"
            .formatted(meeting.token("anna", Meeting.member()), TestClient.offer(Meeting.OFFER)));
    anna.lose();
    meeting.mediaRoom().goOn();
    meeting.loop.run();

    assertThat(meeting.room().participants()).isEmpty();
    assertThat(meeting.mediaRoom().transport("p1")).isNull();
  }

  @Test
  void shouldPublishOnlyWhatTheTokenAllows() {
    TestClient viewer = meeting.connect();

    JsonNode joined =
        viewer.joinWithMedia(
            meeting.token("anna", Meeting.grants(false, EnumSet.of(SourceKind.MICROPHONE), true)));

    assertThat(joined.path("me").path("sources").has("microphone")).isTrue();
    assertThat(joined.path("me").path("sources").has("camera")).isFalse();
  }

  @Test
  void shouldCallWhoMayNotPublishAViewer() {
    TestClient viewer = meeting.join("anna", Meeting.grants(false, Set.of(), true));

    assertThat(viewer.connection.latest("joined").path("me").path("role").asText())
        .isEqualTo("viewer");
  }

  @Test
  void shouldShowNothingToWhoMayNotSubscribe() {
    TestClient sender = meeting.connect();
    sender.joinWithMedia(
        meeting.token("anna", Meeting.grants(false, EnumSet.allOf(SourceKind.class), false)));

    var transport = Objects.requireNonNull(meeting.mediaRoom().transport(sender.pid()));
    assertThat(transport.slots()).isEmpty();
  }

  @Test
  void shouldTakeTheNameThatAPersonChooses() {
    TestClient client = meeting.connect();

    JsonNode joined =
        client.ask(
            "join",
            "\"token\":\"%s\",\"name\":\" Li\\u0007 Na \",\"attributes\":{\"seat\":\"7\"}"
                .formatted(meeting.token("anna", Meeting.member())));

    assertThat(joined.path("me").path("name").asText()).isEqualTo("Li Na");
    assertThat(client.person(client.pid()).path("attributes").path("seat").asText()).isEqualTo("7");
  }

  @Test
  void shouldRefuseANameThatIsTooLong() {
    JsonNode refused =
        meeting
            .connect()
            .ask(
                "join",
                "\"token\":\"%s\",\"name\":\"%s\""
                    .formatted(meeting.token("anna", Meeting.member()), "x".repeat(129)));

    assertThat(refused.path("code").asText()).isEqualTo("bad-request");
  }

  private static RoomSettings settings(SecondArrival secondArrival, boolean locked) {
    return new RoomSettings(
        null, 300, Duration.ofSeconds(60), Duration.ofSeconds(60), secondArrival, locked);
  }
}
