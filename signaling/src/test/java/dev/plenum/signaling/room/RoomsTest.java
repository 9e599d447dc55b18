package dev.plenum.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.Permissions;
import dev.plenum.signaling.message.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoomsTest {

  private static final RoomLimits TWO_ROOMS =
      new RoomLimits(2, 300, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofDays(1));

  private final SimulatedLoop loop = new SimulatedLoop();
  private final RecordingMedia media = new RecordingMedia();
  private final Rooms rooms = new Rooms(media, loop, TWO_ROOMS, 3, new Random(1));

  @Test
  void shouldRefuseMoreRoomsThanTheNodeMayHave() {
    rooms.create("one", RoomSettings.DEFAULT);
    rooms.enter("two");

    assertOverloaded("three");
    assertThat(rooms.enter("one").name()).isEqualTo("one");
  }

  @Test
  void shouldTakeAnotherRoomWhenOneHasEnded() {
    rooms.enter("one");
    rooms.enter("two").end();
    rooms.tick();

    assertThat(rooms.enter("three").isEnded()).isFalse();
  }

  @Test
  void shouldRefuseARoomWhenTheMediaPlaneIsBusy() {
    media.overload(true);
    assertOverloaded("one");
    assertThat(rooms.all()).isEmpty();

    media.overload(false);
    assertThat(rooms.enter("one").isEnded()).isFalse();
  }

  @Test
  void shouldEndARoomWhoseFirstJoinFails() {
    Room room = rooms.enter("one");

    join(room, "broken");

    assertThat(rooms.find("one")).isEmpty();
    assertThat(media.room().isClosed()).isTrue();
  }

  @Test
  void shouldKeepARoomThatWasCreatedForLater() {
    Room room = rooms.create("one", RoomSettings.DEFAULT);

    join(room, "broken");

    assertThat(rooms.find("one")).contains(room);
  }

  @Test
  void shouldKeepARoomThatSomebodyHasEntered() {
    Room room = rooms.enter("one");

    join(room, null);
    join(room, "broken");

    assertThat(rooms.find("one")).contains(room);
  }

  private void join(Room room, @Nullable String sdp) {
    String identity = "guest-" + room.participants().size();
    Grant grant = new Grant(identity, null, null, Map.of(), Permissions.MODERATOR, Instant.MAX);
    SessionOffer offer = sdp == null ? null : SessionOffer.of(sdp);
    var joined = room.join(new Arrival(grant, null, null, null, offer, View.ASKED, false, false));
    loop.run();
    assertThat(joined.toCompletableFuture().isCompletedExceptionally()).isEqualTo(sdp != null);
  }

  private void assertOverloaded(String name) {
    assertThatThrownBy(() -> rooms.enter(name))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.OVERLOADED);
              assertThat(refused.retryMs()).isPositive();
            });
  }
}
