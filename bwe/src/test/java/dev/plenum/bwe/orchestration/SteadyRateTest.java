package dev.plenum.bwe.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SteadyRateTest {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final SteadyRate rate = new SteadyRate(1_000_000, 0);

  private long follow(long bps, int seconds) {
    return rate.follow(bps, seconds * SECOND_NANOS);
  }

  @Test
  void shouldFallAtOnce() {
    assertThat(follow(990_000, 1)).isEqualTo(990_000);
    assertThat(follow(400_000, 2)).isEqualTo(400_000);
  }

  @Test
  void shouldRiseByMuchAtOnce() {
    assertThat(follow(1_200_000, 1)).isEqualTo(1_200_000);
  }

  @Test
  void shouldRiseByLittleToWhatHasStood() {
    assertThat(follow(1_100_000, 1)).isEqualTo(1_000_000);
    assertThat(follow(1_050_000, 6)).isEqualTo(1_000_000);
    assertThat(follow(1_100_000, 10)).isEqualTo(1_000_000);
    assertThat(follow(1_100_000, 20)).isEqualTo(1_100_000);
  }

  @Test
  void shouldNotFollowATremble() {
    follow(950_000, 1);
    for (int second = 2; second < 100; second++) {
      assertThat(follow(second % 2 == 0 ? 1_050_000 : 950_000, second)).isEqualTo(950_000);
    }
  }
}
