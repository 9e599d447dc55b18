package dev.plenum.signaling.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.control.TransportState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RosterPaceTest {

  private final Meeting meeting = new Meeting();

  @Test
  void shouldTellChangesAtOnceInASmallRoom() {
    TestClient anna = meeting.join("anna");
    for (int i = 0; i < 18; i++) {
      meeting.join("person" + i);
    }

    assertThat(anna.connection.received("roster")).hasSize(18);
  }

  @Test
  void shouldTellChangesAtMostFiveTimesASecondInALargeRoom() {
    assertThat(timesToldOfTwoBusySeconds(30)).isBetween(8, 11);
  }

  @Test
  void shouldTellChangesMoreSeldomTheMorePeopleThereAre() {
    assertThat(timesToldOfTwoBusySeconds(200)).isBetween(4, 6);
  }

  private int timesToldOfTwoBusySeconds(int people) {
    TestClient anna = meeting.join("anna");
    for (int i = 0; i < people; i++) {
      meeting.join("person" + i);
    }
    meeting.pass(Duration.ofSeconds(1));
    anna.connection.forget();
    TestClient busy = meeting.join("busy");
    for (int i = 0; i < 40; i++) {
      busy.request("hand", "\"up\":" + (i % 2 == 0));
      meeting.pass(Duration.ofMillis(50));
    }
    return anna.connection.received("roster").size();
  }

  @Test
  void shouldCountRevisionsOneByOne() {
    TestClient anna = meeting.join("anna");
    long rev = anna.rev();
    TestClient ben = meeting.join("ben");
    ben.request("hand", "\"up\":true");

    assertThat(anna.connection.received("roster"))
        .extracting(roster -> roster.path("rev").asLong())
        .containsExactly(rev + 1, rev + 2);
  }

  @Test
  void shouldSayNothingOfThoseWhoGoBeforeTheirArrivalIsTold() {
    meeting.join("anna");
    for (int i = 0; i < 30; i++) {
      meeting.join("person" + i);
    }
    meeting.pass(Duration.ofSeconds(1));
    meeting.join("first");
    TestClient brief = meeting.join("brief");
    TestClient between = meeting.join("between");

    brief.ask("leave", "");
    meeting.pass(Duration.ofSeconds(1));

    assertThat(between.connection.received().toString()).doesNotContain("\"" + brief.pid() + "\"");
    assertThat(between.knows()).hasSize(33);
  }

  @Test
  void shouldSayNothingWhereNothingOfAPersonHasChanged() {
    TestClient anna = meeting.publish("anna");
    TestClient ben = meeting.publish("ben");
    long rev = ben.rev();

    meeting.mediaRoom().transport(anna.pid(), TransportState.CONNECTED);
    meeting.loop.run();
    anna.request("hand", "\"up\":true");

    assertThat(ben.rev()).isEqualTo(rev + 1);
  }

  @Test
  void shouldTellOfANewcomerOnceWithTheirSources() {
    TestClient anna = meeting.join("anna");
    TestClient ben = meeting.publish("ben");

    assertThat(anna.connection.received("roster")).hasSize(1);
    assertThat(anna.person(ben.pid()).path("sources")).hasSize(2);
  }

  @Test
  void shouldBringLateComersToTheSameRoster() {
    TestClient anna = meeting.join("anna");
    for (int i = 0; i < 40; i++) {
      meeting.join("person" + i);
    }
    TestClient late = meeting.join("late");
    meeting.join("later").request("leave", "");
    meeting.pass(Duration.ofSeconds(1));

    assertThat(late.rev()).isEqualTo(anna.rev());
    assertThat(late.knows()).hasSize(42).isEqualTo(anna.knows());
  }
}
