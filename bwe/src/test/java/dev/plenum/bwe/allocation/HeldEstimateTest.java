package dev.plenum.bwe.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HeldEstimateTest {
  private static final long MILLI_NANOS = 1_000_000;

  private final HeldEstimate held = new HeldEstimate();

  private long update(long bps, long millis) {
    held.update(bps, false, millis * MILLI_NANOS);
    return held.bps();
  }

  @Test
  void shouldBeginWithTheFirstEstimateAndFallWithEach() {
    assertThat(update(500, 0)).isEqualTo(500);
    assertThat(update(300, 10)).isEqualTo(300);
    assertThat(update(200, 20)).isEqualTo(200);
  }

  @Test
  void shouldRiseToTheLowestEstimateOfTheHoldTime() {
    update(300, 0);
    assertThat(update(900, 100)).isEqualTo(300);
    assertThat(update(700, 600)).isEqualTo(300);
    assertThat(update(900, 1_099)).isEqualTo(300);
    assertThat(update(900, 1_100)).isEqualTo(700);
    assertThat(update(900, 2_099)).isEqualTo(700);
    assertThat(update(900, 2_100)).isEqualTo(900);
  }

  @Test
  void shouldBeginToHoldAgainAfterAFall() {
    update(300, 0);
    update(900, 100);
    update(300, 900);
    assertThat(update(900, 1_200)).isEqualTo(300);
    assertThat(update(900, 2_100)).isEqualTo(300);
    assertThat(update(900, 2_200)).isEqualTo(900);
  }

  @Test
  void shouldBelieveAProbeUnlessARiseHasFailed() {
    update(300, 0);
    held.update(900, true, 100 * MILLI_NANOS);
    assertThat(held.bps()).isEqualTo(900);

    update(300, 200);
    held.doubt(800, 200 * MILLI_NANOS);
    held.update(900, true, 300 * MILLI_NANOS);
    assertThat(held.bps()).isEqualTo(300);
    assertThat(update(900, 2_299)).isEqualTo(300);
    assertThat(update(900, 2_300)).isEqualTo(900);
  }

  @Test
  void shouldBelieveAProbeOfClearlyMoreThanWasTooMuch() {
    update(300, 0);
    held.doubt(800, 200 * MILLI_NANOS);
    held.update(1_199, true, 300 * MILLI_NANOS);
    assertThat(held.bps()).isEqualTo(300);
    held.update(1_200, true, 400 * MILLI_NANOS);
    assertThat(held.bps()).isEqualTo(1_200);

    update(300, 500);
    assertThat(update(900, 600)).isEqualTo(300);
    assertThat(update(900, 1_600)).isEqualTo(900);
  }

  @Test
  void shouldForgetItsDoubtsInPeace() {
    update(300, 0);
    for (int i = 0; i < 9; i++) {
      held.doubt(800, 0);
    }
    assertThat(update(900, 1)).isEqualTo(300);
    assertThat(update(900, 8_000)).isEqualTo(300);
    assertThat(update(900, 8_001)).isEqualTo(900);

    update(300, 29_000);
    assertThat(update(900, 30_000)).isEqualTo(300);
    assertThat(update(900, 31_000)).isEqualTo(900);
  }
}
