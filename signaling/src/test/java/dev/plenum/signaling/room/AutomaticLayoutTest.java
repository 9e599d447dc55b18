package dev.plenum.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.control.Layout.Tile;
import dev.plenum.signaling.room.AutomaticLayout.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutomaticLayoutTest {

  private static final long SECOND_NANOS = 1_000_000_000;

  private long nowNanos = Long.MAX_VALUE - SECOND_NANOS;
  private final AutomaticLayout layout = new AutomaticLayout(nowNanos);

  @Test
  void shouldShowScreensThenSpeakersThenWhoCameFirst() {
    assertThat(show(4, camera(1, 0), camera(2, 5), camera(3, 0), camera(4, 7), screen(5)))
        .containsExactly(5, 4, 2, 1);
  }

  @Test
  void shouldKeepPlacesWhileTheyStay() {
    show(3, camera(1, 0), camera(2, 0), camera(3, 0));

    assertThat(show(3, camera(3, 9), camera(2, 8), camera(1, 0))).containsExactly(1, 2, 3);
  }

  @Test
  void shouldFillThePlaceOfWhoIsGone() {
    show(3, camera(1, 0), camera(2, 0), camera(3, 0), camera(4, 0));

    assertThat(show(3, camera(1, 0), camera(3, 0), camera(4, 0))).containsExactly(1, 4, 3);
  }

  @Test
  void shouldGiveASpeakerThePlaceOfTheLongestSilent() {
    show(3, camera(1, 3), camera(2, 1), camera(3, 2));

    assertThat(show(3, camera(1, 3), camera(2, 1), camera(3, 2), camera(4, 4)))
        .containsExactly(1, 3, 4);
  }

  @Test
  void shouldMoveAtMostOnceInTwoSeconds() {
    show(1, camera(1, 0), camera(2, 0), camera(3, 0));

    assertThat(show(1, camera(1, 0), camera(2, 1), camera(3, 0))).containsExactly(2);
    nowNanos += SECOND_NANOS;
    assertThat(show(1, camera(1, 0), camera(2, 1), camera(3, 2))).containsExactly(2);
    nowNanos += SECOND_NANOS;
    assertThat(show(1, camera(1, 0), camera(2, 1), camera(3, 2))).containsExactly(3);
  }

  @Test
  void shouldNotMoveForThoseWhoAreSilent() {
    show(1, camera(1, 0), camera(2, 0));
    nowNanos += 10 * SECOND_NANOS;

    assertThat(show(1, camera(1, 0), camera(2, 0))).containsExactly(1);
  }

  @Test
  void shouldGiveWayToAScreen() {
    show(2, camera(1, 8), camera(2, 9));

    assertThat(show(2, camera(1, 8), camera(2, 9), screen(3))).containsExactly(2, 3);
  }

  @Test
  void shouldShowNothingWithoutSlots() {
    assertThat(show(0, camera(1, 0))).isEmpty();
  }

  private List<Integer> show(int slots, Candidate... candidates) {
    return layout.layout(List.of(candidates), slots, nowNanos).tiles().stream()
        .map(Tile::csrc)
        .toList();
  }

  private static Candidate camera(int csrc, long spoke) {
    return new Candidate(csrc, false, spoke);
  }

  private static Candidate screen(int csrc) {
    return new Candidate(csrc, true, 0);
  }
}
