package dev.plenum.signaling.websocket;

import static org.assertj.core.api.Assertions.assertThat;

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
  void shouldTellOfThoseWhoGoBeforeTheirArrivalIsTold() {
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

    assertThat(between.connection.latest("joined").path("people").findValuesAsText("pid"))
        .contains(brief.pid());
    assertThat(between.departure(brief.pid())).isEqualTo("left");
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
    assertThat(late.connection.latest("joined").path("people")).hasSize(42);
  }
}
