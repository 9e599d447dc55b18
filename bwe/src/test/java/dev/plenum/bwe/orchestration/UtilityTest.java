package dev.plenum.bwe.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UtilityTest {
  @Test
  void shouldFollowThePapersTable() {
    int[][] table = {
      {1500, 1200},
      {1300, 1050},
      {1000, 750},
      {800, 700},
      {600, 530},
      {500, 440},
      {400, 360},
      {300, 300},
      {100, 100}
    };
    for (int[] entry : table) {
      assertThat(Utility.of(entry[0] * 1_000L)).isEqualTo(entry[1]);
    }
  }

  @Test
  void shouldGrowWithTheBitRateFromNothingOn() {
    assertThat(Utility.of(0)).isZero();
    int before = 0;
    for (long bps = 10_000; bps <= 2_500_000; bps += 10_000) {
      assertThat(Utility.of(bps)).isGreaterThan(before);
      before = Utility.of(bps);
    }
    assertThat(Utility.of(100_000_000_000L)).isEqualTo(before);
  }
}
