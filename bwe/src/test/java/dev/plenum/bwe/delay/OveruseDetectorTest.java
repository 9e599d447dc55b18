package dev.plenum.bwe.delay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OveruseDetectorTest {
  private final OveruseDetector detector = new OveruseDetector();

  @Test
  void shouldCallItOveruseOnlyWhenItLasts() {
    assertThat(update(0.1)).isEqualTo(Usage.NORMAL);
    assertThat(update(0.1)).isEqualTo(Usage.OVER);
  }

  @Test
  void shouldNotCallItOveruseWhileTheSlopeFlattens() {
    for (double slope = 0.3; slope > 0.2; slope -= 0.01) {
      assertThat(update(slope)).isEqualTo(Usage.NORMAL);
    }
  }

  @Test
  void shouldTellWhenTheQueueEmpties() {
    assertThat(update(-0.1)).isEqualTo(Usage.UNDER);
    assertThat(update(0)).isEqualTo(Usage.NORMAL);
  }

  @Test
  void shouldGetUsedToATrendThatStays() {
    update(0.055);
    assertThat(update(0.055)).isEqualTo(Usage.OVER);
    for (int i = 0; i < 1_000; i++) {
      update(0.06);
    }
    assertThat(update(0.055)).isEqualTo(Usage.NORMAL);
  }

  @Test
  void shouldNotGetUsedToASpike() {
    for (int i = 0; i < 1_000; i++) {
      update(0.5);
    }
    assertThat(detector.usage()).isEqualTo(Usage.OVER);
    update(0);
    update(0.1);
    update(0.1);
    assertThat(update(0.1)).as("threshold as it was").isEqualTo(Usage.OVER);
  }

  private Usage update(double slope) {
    return detector.update(slope, 60, 8, 8);
  }
}
