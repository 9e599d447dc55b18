package dev.plenum.signaling.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.token.Grants;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModerationTest {

  private final Meeting meeting = new Meeting();
  private final TestClient mod = meeting.moderator("mod");
  private final TestClient anna = meeting.publish("anna");
  private final TestClient ben = meeting.join("ben");

  @Test
  void shouldTellWhoMutedASource() {
    assertThat(mute(anna, "microphone", true, anna).path("t").asText()).isEqualTo("ok");
    assertThat(muted(anna, "microphone").asText()).isEqualTo("self");

    assertThat(mute(anna, "microphone", false, anna).path("t").asText()).isEqualTo("ok");
    assertThat(muted(anna, "microphone").isBoolean()).isTrue();

    assertThat(mute(mod, "microphone", true, anna).path("t").asText()).isEqualTo("ok");
    assertThat(muted(anna, "microphone").asText()).isEqualTo("moderator");
  }

  @Test
  void shouldMuteInTheMediaPlane() {
    mute(mod, "microphone", true, anna);
    assertThat(meeting.mediaRoom().isMuted(anna.csrc("microphone"))).isTrue();

    mute(anna, "microphone", false, anna);
    assertThat(meeting.mediaRoom().isMuted(anna.csrc("microphone"))).isFalse();
  }

  @Test
  void shouldNotLetMembersMuteOthers() {
    assertThat(mute(ben, "microphone", true, anna).path("code").asText()).isEqualTo("not-allowed");
    assertThat(meeting.mediaRoom().isMuted(anna.csrc("microphone"))).isFalse();
  }

  @Test
  void shouldNotUnmuteAnybodyElse() {
    mute(anna, "microphone", true, anna);

    assertThat(mute(mod, "microphone", false, anna).path("code").asText()).isEqualTo("not-allowed");
    assertThat(muted(anna, "microphone").asText()).isEqualTo("self");
  }

  @Test
  void shouldKeepAModeratorsMuteOverANewOffer() {
    mute(mod, "microphone", true, anna);

    anna.renegotiate(Meeting.OFFER);

    assertThat(muted(anna, "microphone").asText()).isEqualTo("moderator");
    assertThat(meeting.mediaRoom().isMuted(anna.csrc("microphone"))).isTrue();
  }

  @Test
  void shouldJoinMutedAsDeclared() {
    TestClient cleo = meeting.connect();
    cleo.ask(
        "join",
        "\"token\":\"%s\",%s"
            .formatted(
                meeting.token("cleo", Meeting.member()),
                TestClient.offer(Meeting.OFFER)
                    .replace("\"microphone\"", "\"microphone\",\"muted\":true")));

    assertThat(muted(cleo, "microphone").asText()).isEqualTo("self");
    assertThat(muted(cleo, "camera").isBoolean()).isTrue();
    assertThat(meeting.mediaRoom().isMuted(cleo.csrc("microphone"))).isTrue();
  }

  @Test
  void shouldKeepWhatWasDeclaredWhereANewOfferSaysNothing() {
    TestClient cleo = meeting.connect();
    cleo.ask(
        "join",
        "\"token\":\"%s\",%s"
            .formatted(
                meeting.token("cleo", Meeting.member()),
                TestClient.offer(Meeting.OFFER)
                    .replace(
                        "\"camera\"",
                        "\"camera\",\"muted\":true,\"e2ee\":true,\"meta\":\"front\"")));

    cleo.ask("offer", "\"n\":2,\"sdp\":" + TextNode.valueOf(Meeting.OFFER));

    JsonNode camera = ben.person(cleo.pid()).path("sources").path("camera");
    assertThat(camera.path("muted").asText()).isEqualTo("self");
    assertThat(camera.path("e2ee").asBoolean()).isTrue();
    assertThat(camera.path("meta").asText()).isEqualTo("front");
    assertThat(meeting.mediaRoom().isMuted(cleo.csrc("camera"))).isTrue();
  }

  @Test
  void shouldSayThatASourceIsUnknown() {
    assertThat(anna.ask("mute", "\"csrc\":999,\"muted\":true").path("code").asText())
        .isEqualTo("not-found");
  }

  @Test
  void shouldAskInsteadOfUnmuting() {
    JsonNode ok = mod.ask("ask", "\"pid\":\"%s\",\"kind\":\"microphone\"".formatted(anna.pid()));

    assertThat(ok.path("t").asText()).isEqualTo("ok");
    assertThat(anna.connection.latest("asked").path("kind").asText()).isEqualTo("microphone");
    assertThat(anna.connection.latest("asked").path("by").asText()).isEqualTo(mod.pid());
    assertThat(ben.ask("ask", "\"pid\":\"p1\",\"kind\":\"camera\"").path("code").asText())
        .isEqualTo("not-allowed");
  }

  @Test
  void shouldRemoveAPersonAndRefuseTheirEarlierTokens() {
    String earlier = meeting.token("anna", Meeting.member());

    JsonNode ok = mod.ask("kick", "\"pid\":\"%s\"".formatted(anna.pid()));

    assertThat(ok.path("t").asText()).isEqualTo("ok");
    assertThat(anna.connection.latest("bye").path("reason").asText()).isEqualTo("removed");
    assertThat(anna.connection.latest("bye").path("action").asText()).isEqualTo("stop");
    assertThat(ben.departure(anna.pid())).isEqualTo("removed");
    assertThat(meeting.mediaRoom().transport(anna.pid())).isNull();
    assertThat(meeting.connect().join(earlier).path("code").asText()).isEqualTo("not-allowed");
    assertThat(meeting.connect().resume(anna, 1).path("code").asText()).isEqualTo("not-found");
  }

  @Test
  void shouldLetARemovedPersonInWithALaterToken() {
    mod.ask("kick", "\"pid\":\"%s\"".formatted(anna.pid()));
    meeting.pass(Duration.ofSeconds(2));

    assertThat(meeting.join("anna").connection.received("joined")).hasSize(1);
  }

  @Test
  void shouldNotLetMembersRemoveAnybody() {
    assertThat(ben.ask("kick", "\"pid\":\"%s\"".formatted(anna.pid())).path("code").asText())
        .isEqualTo("not-allowed");
    assertThat(anna.connection.isClosed()).isFalse();
  }

  @Test
  void shouldMuteInTheMediaPlaneBeforeSayingThatAPermissionIsGone() {
    meeting.mediaRoom().commands().clear();

    JsonNode ok = renew(anna, Meeting.grants(false, EnumSet.of(SourceKind.CAMERA), true));

    assertThat(ok.path("t").asText()).isEqualTo("ok");
    assertThat(meeting.mediaRoom().commands()).containsExactly("mute " + anna.csrc("microphone"));
    assertThat(muted(anna, "microphone").asText()).isEqualTo("policy");
    assertThat(muted(anna, "camera").isBoolean()).isTrue();
    assertThat(anna.connection.latest("permissions").path("can").path("publish"))
        .hasSize(1)
        .allMatch(kind -> kind.asText().equals("camera"));
    assertThat(mute(anna, "microphone", false, anna).path("code").asText())
        .isEqualTo("not-allowed");
  }

  @Test
  void shouldLetThemUnmuteWhenTheyMayAgain() {
    renew(anna, Meeting.grants(false, Set.of(), true));
    renew(anna, Meeting.member());

    assertThat(muted(anna, "microphone").asText()).isEqualTo("policy");
    assertThat(mute(anna, "microphone", false, anna).path("t").asText()).isEqualTo("ok");
    assertThat(meeting.mediaRoom().isMuted(anna.csrc("microphone"))).isFalse();
  }

  @Test
  void shouldStopSendingToWhoMayNoLongerSubscribe() {
    renew(anna, Meeting.grants(false, EnumSet.allOf(SourceKind.class), false));

    var transport = Objects.requireNonNull(meeting.mediaRoom().transport(anna.pid()));
    assertThat(transport.slots()).isEmpty();
    assertThat(transport.publishes()).hasSize(2);

    renew(anna, Meeting.member());
    assertThat(Objects.requireNonNull(meeting.mediaRoom().transport(anna.pid())).slots())
        .hasSize(13);
  }

  @Test
  void shouldEnforceAPermissionThatChangesWhileAnOfferIsAnswered() {
    meeting.mediaRoom().hold();
    anna.request(
        "offer", "\"n\":2," + TestClient.offer(Meeting.OFFER).replace("\"offer\":", "\"sdp\":"));
    renew(anna, Meeting.grants(false, EnumSet.of(SourceKind.CAMERA), false));
    meeting.mediaRoom().goOn();
    meeting.loop.run();

    assertThat(meeting.mediaRoom().isMuted(anna.csrc("microphone"))).isTrue();
    assertThat(muted(anna, "microphone").asText()).isEqualTo("policy");
    assertThat(Objects.requireNonNull(meeting.mediaRoom().transport(anna.pid())).slots()).isEmpty();
  }

  @Test
  void shouldEnforceAPermissionLaterWhenTheMediaPlaneIsBusy() {
    meeting.mediaRoom().overload(true);
    renew(anna, Meeting.grants(false, EnumSet.allOf(SourceKind.class), false));
    meeting.mediaRoom().overload(false);
    meeting.pass(Duration.ofMillis(200));

    assertThat(Objects.requireNonNull(meeting.mediaRoom().transport(anna.pid())).slots()).isEmpty();
  }

  @Test
  void shouldShowANewRole() {
    renew(anna, Meeting.moderatorGrants());

    assertThat(ben.person(anna.pid()).path("role").asText()).isEqualTo("moderator");
    assertThat(mute(anna, "microphone", true, anna).path("t").asText()).isEqualTo("ok");
  }

  @Test
  void shouldRefuseATokenOfSomebodyElse() {
    String token = meeting.token("mod", Meeting.moderatorGrants());

    assertThat(anna.ask("token", "\"token\":\"" + token + "\"").path("code").asText())
        .isEqualTo("not-allowed");
    assertThat(anna.connection.received("permissions")).isEmpty();
  }

  @Test
  void shouldNotShowHiddenPeople() {
    Grants hidden =
        new Grants(true, false, false, false, Set.of(), true, false, false, false, true);
    int before = ben.connection.received("roster").size();

    TestClient ghost = meeting.join("ghost", hidden);

    assertThat(ben.connection.received("roster")).hasSize(before);
    assertThat(ghost.connection.latest("joined").path("people").findValuesAsText("pid"))
        .contains(ghost.pid(), ben.pid());
    assertThat(
            meeting.join("cleo").connection.latest("joined").path("people").findValuesAsText("pid"))
        .doesNotContain(ghost.pid());
  }

  @Test
  void shouldNotTellWhatHiddenPeopleDo() {
    Grants hidden = new Grants(true, false, false, false, Set.of(), true, false, false, true, true);
    ben.connection.forget();

    TestClient ghost = meeting.connect();
    ghost.joinWithMedia(meeting.token("ghost", hidden));
    ghost.ask("hand", "\"up\":true");
    ghost.ask("leave", "");

    assertThat(meeting.room().participants()).hasSize(3);
    assertThat(ben.connection.received("roster")).isEmpty();
  }

  @Test
  void shouldTellOnceOfSomebodyWhoHides() {
    Grants hidden =
        new Grants(
            true,
            false,
            false,
            false,
            EnumSet.allOf(SourceKind.class),
            true,
            true,
            true,
            true,
            true);
    ben.connection.forget();

    renew(anna, hidden);
    anna.ask("hand", "\"up\":true");
    anna.ask("leave", "");

    assertThat(ben.departure(anna.pid())).isEqualTo("left");
    assertThat(ben.connection.received("roster")).hasSize(1);
  }

  @Test
  void shouldNotLetThoseChangeThemselvesWhoMayNot() {
    Grants fixed =
        new Grants(true, false, false, false, Set.of(), true, false, false, false, false);
    TestClient cleo = meeting.join("cleo", fixed);

    assertThat(cleo.ask("me", "\"name\":\"Chef\"").path("code").asText()).isEqualTo("not-allowed");
    assertThat(cleo.ask("data", "\"topic\":\"chat\",\"body\":\"hi\"").path("code").asText())
        .isEqualTo("not-allowed");
    assertThat(cleo.ask("data", "\"topic\":\"pos\",\"body\":1").path("code").asText())
        .isEqualTo("not-allowed");
  }

  private JsonNode mute(TestClient who, String kind, boolean muted, TestClient whose) {
    return who.ask("mute", "\"csrc\":%d,\"muted\":%b".formatted(whose.csrc(kind), muted));
  }

  private JsonNode muted(TestClient whose, String kind) {
    return ben.person(whose.pid()).path("sources").path(kind).path("muted");
  }

  private JsonNode renew(TestClient client, Grants grants) {
    String identity = meeting.room().participant(client.pid()).orElseThrow().identity();
    return client.ask("token", "\"token\":\"" + meeting.token(identity, grants) + "\"");
  }
}
