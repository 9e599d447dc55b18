package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PersonTest {
  private static final List<Integer> CAMERAS = List.of(11, 12, 13, 14);

  @Test
  void shouldLookAtThePeopleBehind() {
    assertThat(Person.tiles(CAMERAS, 12, 2)).containsExactly(13, 14);
  }

  @Test
  void shouldGoAroundTheCircle() {
    assertThat(Person.tiles(CAMERAS, 14, 2)).containsExactly(11, 12);
  }

  @Test
  void shouldNotLookAtOneself() {
    assertThat(Person.tiles(CAMERAS, 12, 9)).containsExactly(13, 14, 11);
  }

  @Test
  void shouldLookAtTheFirstWithoutACameraOfOnesOwn() {
    assertThat(Person.tiles(CAMERAS, 0, 1)).containsExactly(11);
    assertThat(Person.tiles(List.of(), 0, 1)).isEmpty();
  }
}
