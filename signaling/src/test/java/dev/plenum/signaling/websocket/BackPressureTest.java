package dev.plenum.signaling.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.SlotStatus;
import dev.plenum.sfu.control.SlotStatus.Pause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackPressureTest {

  private static final RateLimits UNLIMITED = new RateLimits(100_000, 100_000, 100_000, 100_000, 1);

  private final Meeting meeting = new Meeting();
  private final TestClient anna = talker("anna");
  private final TestClient slow = meeting.publish("slow");

  @Test
  void shouldTellOnlyTheLatestOfEachPerson() {
    slow.connection.roomFor(0);
    slow.connection.forget();
    for (int i = 0; i < 50; i++) {
      anna.request("hand", "\"up\":" + (i % 2 == 0));
    }
    for (int i = 0; i < 10; i++) {
      meeting.join("ben").request("leave", "");
    }

    wakeUp();

    List<JsonNode> rosters = slow.connection.received("roster");
    assertThat(rosters).hasSize(1);
    assertThat(rosters.getFirst().path("put").findValuesAsText("pid")).containsExactly(anna.pid());
    assertThat(rosters.getFirst().path("del")).isEmpty();
    assertThat(slow.person(anna.pid()).path("hand").isNull()).isTrue();
  }

  @Test
  void shouldTellOnlyTheLatestOfEachSlotAndOfTheSpeakers() {
    slow.connection.roomFor(0);
    for (int i = 1; i <= 100; i++) {
      meeting.mediaRoom().slots(slow.pid(), new SlotStatus("7", i, Pause.NONE));
      meeting.mediaRoom().slots(slow.pid(), new SlotStatus("8", 0, Pause.NONE));
      meeting.mediaRoom().speakers(i);
      meeting.pass(Duration.ofMillis(50));
    }

    wakeUp();

    assertThat(slow.connection.received("slots")).hasSize(1);
    assertThat(slow.connection.latest("slots").path("set")).hasSize(2);
    assertThat(slow.connection.latest("slots").path("set").path(0).path("csrc").asInt())
        .isEqualTo(100);
    assertThat(slow.connection.received("speakers")).hasSize(1);
  }

  @Test
  void shouldSayHowMuchDataWasDropped() {
    slow.connection.roomFor(0);
    for (int i = 0; i < 700; i++) {
      anna.request("data", "\"topic\":\"chat\",\"body\":" + i);
    }

    wakeUp();

    assertThat(slow.connection.latest("gap").path("topic").asText()).isEqualTo("chat");
    assertThat(slow.connection.latest("gap").path("missed").asInt()).isEqualTo(200);
    assertThat(slow.connection.received("data")).hasSize(500);
    assertThat(slow.connection.received("data").getFirst().path("body").asInt()).isEqualTo(200);
  }

  @Test
  void shouldBoundDataInSizeToo() {
    slow.connection.roomFor(0);
    String body = "\"" + "x".repeat(15_000) + "\"";
    for (int i = 0; i < 100; i++) {
      anna.request("data", "\"topic\":\"file\",\"body\":" + body);
    }

    wakeUp();

    int kept = slow.connection.received("data").size();
    assertThat(kept * 15_000).isLessThan(512 * 1024);
    assertThat(slow.connection.latest("gap").path("missed").asInt()).isEqualTo(100 - kept);
  }

  @Test
  void shouldNeverDropControl() {
    TestClient mod = talker("mod");
    slow.connection.roomFor(0);
    for (int i = 0; i < 30; i++) {
      mod.request("ask", "\"pid\":\"%s\",\"kind\":\"camera\"".formatted(slow.pid()));
    }
    meeting.pass(Duration.ofSeconds(12), mod, anna);

    wakeUp();

    assertThat(slow.connection.received("asked")).hasSize(30);
  }

  @Test
  void shouldGiveASnapshotToWhoIsTenSecondsBehind() {
    slow.connection.roomFor(0);
    anna.request("data", "\"topic\":\"chat\",\"body\":1");
    meeting.join("ben");
    meeting.pass(Duration.ofSeconds(11), anna);

    wakeUp();

    JsonNode roster = slow.connection.latest("roster");
    assertThat(roster.path("full").asBoolean()).isTrue();
    assertThat(roster.path("count").asInt()).isEqualTo(3);
    assertThat(roster.path("put")).hasSize(3);
    assertThat(slow.connection.latest("gap").path("missed").asInt()).isEqualTo(1);
    assertThat(slow.connection.received("data")).isEmpty();
    assertThat(slow.connection.isClosed()).isFalse();
  }

  @Test
  void shouldStopReadingFromWhoDoesNotReadAnswers() {
    slow.connection.roomFor(0);
    for (int i = 0; i < 64; i++) {
      slow.request("ping", "");
    }
    assertThat(slow.connection.isReading()).isFalse();

    wakeUp();

    assertThat(slow.connection.isReading()).isTrue();
    assertThat(slow.connection.received("pong")).hasSize(64);
  }

  @Test
  void shouldPageALargeRosterAsTheReaderGoes() {
    for (int i = 0; i < 250; i++) {
      meeting.join("person" + i);
    }
    meeting.pass(Duration.ofSeconds(1));
    TestClient late = meeting.connect();
    late.connection.roomFor(1);
    JsonNode joined = late.join(meeting.token("late", Meeting.member()));

    assertThat(joined.path("count").asInt()).isEqualTo(253);
    assertThat(joined.path("people").findValuesAsText("name")).containsExactly("late");
    assertThat(joined.path("more").asBoolean()).isTrue();
    assertThat(late.connection.received("roster")).isEmpty();

    late.connection.roomFor(100);
    late.drained();

    assertThat(late.connection.received("roster"))
        .extracting(page -> page.path("put").size() + " " + page.path("more").asBoolean())
        .startsWith("100 true", "100 true", "52 false");
    assertThat(late.knows()).hasSize(253);
  }

  @Test
  void shouldGiveEverythingAgainToWhoMayLackAPage() {
    for (int i = 0; i < 150; i++) {
      meeting.join("person" + i);
    }
    meeting.pass(Duration.ofSeconds(1));
    TestClient late = meeting.connect();
    late.connection.roomFor(1);
    late.join(meeting.token("late", Meeting.member()));
    late.lose();

    assertThat(meeting.connect().resume(late, late.rev()).path("full").asBoolean()).isTrue();
  }

  private TestClient talker(String name) {
    TestClient client = meeting.connect(Meeting.limitedTo(UNLIMITED));
    client.join(meeting.token(name, Meeting.moderatorGrants()));
    return client;
  }

  private void wakeUp() {
    slow.connection.roomFor(Integer.MAX_VALUE);
    slow.drained();
  }
}
