package dev.plenum.bwe.delay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class AcknowledgedRateTest {
  private static final long MILLI = 1_000_000;

  private final AcknowledgedRate rate = new AcknowledgedRate();
  private long nowMillis = 5_000;

  @Test
  void shouldKnowNothingInTheFirstHalfSecond() {
    run(490, 1_250);
    assertThat(rate.known()).isFalse();
    assertThat(rate.bps()).isZero();
  }

  @Test
  void shouldFindASteadyRate() {
    run(3_000, 1_250);
    assertThat(rate.bps()).isCloseTo(1_000_000L, within(20_000L));
    assertThat(rate.latestBps()).isEqualTo(1_000_000);
  }

  @Test
  void shouldFollowAFallAtOnceWhereItDoesNotSmooth() {
    run(3_000, 2_500);
    run(260, 500);
    assertThat(rate.latestBps()).isEqualTo(400_000);
    assertThat(rate.bps()).isGreaterThan(1_000_000);
  }

  @Test
  void shouldNotTakeTheGapsBetweenTheFramesOfASlowFlowForLess() {
    run(2_000, 150);
    long least = Long.MAX_VALUE;
    for (int frame = 0; frame < 40; frame++) {
      for (int packet = 0; packet < 2; packet++) {
        rate.add(625, (nowMillis + packet) * MILLI, false);
      }
      nowMillis += frame % 4 == 3 ? 130 : 57;
      least = frame < 12 ? least : Math.min(least, rate.latestBps());
    }
    assertThat(least).isGreaterThan(110_000);
  }

  @Test
  void shouldFollowSoonerWhereAChangeIsExpected() {
    AcknowledgedRate patient = new AcknowledgedRate();
    for (long millis = 0; millis < 3_000; millis += 10) {
      patient.add(1_250, millis * MILLI, false);
      rate.add(1_250, millis * MILLI, false);
    }
    rate.expectChange();
    for (long millis = 3_000; millis < 3_310; millis += 10) {
      patient.add(2_500, millis * MILLI, false);
      rate.add(2_500, millis * MILLI, false);
    }
    assertThat(rate.bps()).isGreaterThan(patient.bps());
  }

  @Test
  void shouldNotCountAPauseAsARate() {
    run(3_000, 1_250);
    nowMillis += 4_000;
    run(300, 1_250);
    assertThat(rate.bps()).isCloseTo(1_000_000L, within(100_000L));
  }

  private void run(long millis, int bytesEachTenMillis) {
    for (long end = nowMillis + millis; nowMillis < end; nowMillis += 10) {
      rate.add(bytesEachTenMillis, nowMillis * MILLI, false);
    }
  }
}
