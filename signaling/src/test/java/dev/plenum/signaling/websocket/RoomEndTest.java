package dev.plenum.signaling.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.room.RoomLimits;
import dev.plenum.signaling.room.RoomSettings;
import dev.plenum.signaling.room.RoomSettings.SecondArrival;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomEndTest {

  private final Meeting meeting =
      new Meeting(
          RoomLimits.DEFAULT,
          new RoomSettings(
              null,
              300,
              Duration.ofSeconds(60),
              Duration.ofSeconds(20),
              SecondArrival.REPLACE,
              false));

  @Test
  void shouldEndARoomThatNobodyEnters() {
    meeting.pass(Duration.ofSeconds(59));
    assertThat(meeting.rooms.find(Meeting.ROOM)).isPresent();
    meeting.pass(Duration.ofSeconds(2));

    assertThat(meeting.rooms.find(Meeting.ROOM)).isEmpty();
    assertThat(meeting.rooms.all()).isEmpty();
    assertThat(meeting.mediaRoom().isClosed()).isTrue();
  }

  @Test
  void shouldEndARoomAfterTheLastHasLeft() {
    meeting.join("anna").request("leave", "");

    meeting.pass(Duration.ofSeconds(19));
    assertThat(meeting.rooms.find(Meeting.ROOM)).isPresent();
    meeting.pass(Duration.ofSeconds(2));

    assertThat(meeting.rooms.find(Meeting.ROOM)).isEmpty();
  }

  @Test
  void shouldNotEndARoomWithPeople() {
    TestClient anna = meeting.join("anna");

    meeting.pass(Duration.ofMinutes(5), anna);

    assertThat(meeting.rooms.find(Meeting.ROOM)).isPresent();
  }

  @Test
  void shouldTellEverybodyThatTheRoomHasEnded() {
    TestClient anna = meeting.join("anna");

    meeting.room().end();

    assertThat(anna.connection.latest("bye").path("reason").asText()).isEqualTo("ended");
    assertThat(anna.connection.latest("bye").path("action").asText()).isEqualTo("stop");
    assertThat(anna.connection.isClosed()).isTrue();
    assertThat(meeting.mediaRoom().isClosed()).isTrue();
    anna.lose();
  }

  @Test
  void shouldOpenANewRoomUnderTheNameOfAnEndedOne() {
    meeting.room().end();

    TestClient anna = meeting.join("anna");

    assertThat(anna.connection.received("joined")).hasSize(1);
    assertThat(meeting.media.rooms()).hasSize(2);
  }

  @Test
  void shouldSpreadTheReturnOfEverybodyWhenTheServerGoes() {
    Set<Long> afterMs = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      meeting.join("person" + i);
    }
    TestClient anna = meeting.join("anna");
    TestClient ben = meeting.join("ben");

    meeting.rooms.shutDown(Duration.ofSeconds(5));

    for (TestClient client : new TestClient[] {anna, ben}) {
      var bye = client.connection.latest("bye");
      assertThat(bye.path("reason").asText()).isEqualTo("shutdown");
      assertThat(bye.path("action").asText()).isEqualTo("rejoin");
      assertThat(bye.path("afterMs").asLong()).isBetween(0L, 5000L);
      afterMs.add(bye.path("afterMs").asLong());
    }
    assertThat(afterMs).hasSize(2);
    assertThat(meeting.rooms.all()).isEmpty();
    assertThat(meeting.mediaRoom().isClosed()).isTrue();
  }

  @Test
  void shouldRefuseNewRoomsWhileDraining() {
    meeting.rooms.drain();

    assertThatThrownBy(() -> meeting.rooms.create("other", RoomSettings.DEFAULT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("draining");
    assertThat(meeting.rooms.enter(Meeting.ROOM)).isSameAs(meeting.room());
  }

  @Test
  void shouldRefuseRoomNamesThatAreNone() {
    for (String name : new String[] {"", " ", "a\nb", "x".repeat(129), "\ud800"}) {
      assertThatThrownBy(() -> meeting.rooms.enter(name))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("bad-request");
    }
    assertThat(meeting.rooms.enter("Zoë's 会议 №1").name()).isEqualTo("Zoë's 会议 №1");
  }

  @Test
  void shouldRefuseASecondRoomOfTheSameName() {
    assertThatThrownBy(() -> meeting.rooms.create(Meeting.ROOM, RoomSettings.DEFAULT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("conflict");
  }
}
