package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScenarioTest {
  private static final int PICTURE_PACKETS = 120;

  @Test
  void shouldTakeTheNumberOfPupilsFromTheName() {
    Scenario scenario = Scenario.of("class-200");

    assertThat(scenario.people()).isEqualTo(201);
    assertThat(scenario.rooms()).isEqualTo(1);
  }

  @Test
  void shouldExpectSoundAndPictureOfTheTeacher() {
    Scenario scenario = Scenario.of("class-100");

    assertThat(expected(scenario, 0)).isZero();
    assertThat(expected(scenario, 1)).isEqualTo(170);
  }

  @Test
  void shouldKnowNoOtherNames() {
    assertThatThrownBy(() -> Scenario.of("class-")).hasMessageContaining("no scenario class-");
  }

  private static int expected(Scenario scenario, int role) {
    return scenario.packetsPerSecond(scenario.roles().get(role), PICTURE_PACKETS);
  }
}
