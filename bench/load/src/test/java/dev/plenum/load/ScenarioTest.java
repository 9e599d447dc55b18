package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScenarioTest {

  @Test
  void shouldTakeFiguresFromTheName() {
    assertThat(Scenario.of("class-200").people()).isEqualTo(201);
    assertThat(Scenario.of("classes-28x50").people()).isEqualTo(28 * 51);
    assertThat(Scenario.of("meetings-50x4").people()).isEqualTo(200);
    assertThat(Scenario.of("meetings-50x4").rooms()).isEqualTo(50);
    assertThat(Scenario.of("room-300x25").roles()).allMatch(role -> role.tiles() == 25);
    assertThat(Scenario.of("room-25").roles()).allMatch(role -> role.tiles() == 24);
  }

  @Test
  void shouldKnowAllThatItNames() {
    assertThat(Scenario.ALL)
        .allSatisfy(name -> assertThat(Scenario.of(name).people()).isGreaterThanOrEqualTo(25));
  }

  @Test
  void shouldKnowNoOtherNames() {
    assertThatThrownBy(() -> Scenario.of("class-")).hasMessageContaining("no scenario class-");
  }

  @Test
  void shouldExpectSoundAndPictureOfTheTeacher() {
    assertThat(expected("class-100", 0)).isZero();
    assertThat(expected("class-100", 1)).isEqualTo(4 * 30 + 50);
  }

  @Test
  void shouldExpectTheSmallestPicturesOfEachTileAndTheLoudestOthers() {
    assertThat(expected("meetings-50x4", 0)).isEqualTo(3 * 30);
    assertThat(expected("meetings-50x4", 1)).isEqualTo(3 * 30 + 50);
    assertThat(expected("room-300x9", 0)).isEqualTo(9 * 5 + 2 * 50);
    assertThat(expected("room-300x9", 1)).isEqualTo(9 * 5 + 3 * 50);
    assertThat(expected("audio-300", 1)).isEqualTo(3 * 50);
    assertThat(expected("idle-300", 0)).isZero();
  }

  @Test
  void shouldStormIntoOneRoomOrIntoMany() {
    assertThat(Scenario.of("storm-300").rooms()).isEqualTo(1);
    assertThat(Scenario.of("storm-300").joinsPerSecond()).isEqualTo(60);
    assertThat(Scenario.of("storm-2000").people()).isEqualTo(2_000);
    assertThat(Scenario.of("storm-2000").joinsPerSecond()).isEqualTo(100);
  }

  private static int expected(String name, int role) {
    Scenario scenario = Scenario.of(name);
    return scenario.packetsPerSecond(scenario.roles().get(role));
  }
}
