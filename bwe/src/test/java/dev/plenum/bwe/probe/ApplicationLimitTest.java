package dev.plenum.bwe.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ApplicationLimitTest {
  private static final long MILLI = 1_000_000;

  private final ApplicationLimit limit = new ApplicationLimit(1_000_000, 0);
  private long nowMillis;

  @Test
  void shouldNotBeLimitedWhileTheTargetIsUsed() {
    assertThat(run(5_000, 1_000_000)).isFalse();
    assertThat(run(5_000, 700_000)).isFalse();
  }

  @Test
  void shouldBeLimitedAfterAWhileOfLittle() {
    run(2_000, 1_000_000);
    assertThat(run(300, 100_000)).isFalse();
    assertThat(run(2_000, 100_000)).isTrue();
  }

  @Test
  void shouldNoLongerBeLimitedOnceMuchIsSent() {
    assertThat(run(3_000, 100_000)).isTrue();
    assertThat(run(1_000, 1_000_000)).isFalse();
  }

  @Test
  void shouldFollowTheTarget() {
    assertThat(run(3_000, 500_000)).isTrue();
    limit.target(500_000);
    assertThat(run(3_000, 500_000)).isFalse();
  }

  @Test
  void shouldBeLimitedWhenNothingIsSentAtAll() {
    run(2_000, 1_000_000);
    assertThat(limit.limited((nowMillis + 2_000) * MILLI)).isTrue();
  }

  private boolean run(long millis, long bps) {
    for (long end = nowMillis + millis; nowMillis < end; nowMillis += 10) {
      limit.onSent((int) (bps / 800), nowMillis * MILLI);
    }
    return limit.limited(nowMillis * MILLI);
  }
}
