package dev.plenum.bwe.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LossBasedEstimatorTest {
  private static final long MILLI = 1_000_000;
  private static final long PLENTY = 5_000_000;

  private final LossBasedEstimator estimator =
      new LossBasedEstimator(1_000_000, 30_000, 10_000_000);
  private final Random random = new Random(3);
  private long nowMillis = 1_000;

  @Test
  void shouldNotLimitWithoutLoss() {
    run(10, 1_000_000, 0, 1_000_000, 2_000_000);
    assertThat(estimator.state()).isEqualTo(LossBasedEstimator.State.UNLIMITED);
    assertThat(estimator.bps(2_000_000)).isEqualTo(2_000_000);
  }

  @Test
  void shouldNotLimitForALittleLossThatTheChannelAlwaysHas() {
    run(20, 1_000_000, 0.02, 980_000, 1_000_000);
    assertThat(estimator.bps(1_000_000)).isGreaterThan(900_000);
  }

  @Test
  void shouldComeDownToTheCapacityWhenTheExcessIsLost() {
    run(5, 1_000_000, 0, 1_000_000, PLENTY);
    run(10, 2_000_000, 0.5, 1_000_000, PLENTY);
    assertThat(estimator.bps(PLENTY)).isBetween(900_000L, 1_300_000L);
    assertThat(estimator.state()).isNotEqualTo(LossBasedEstimator.State.UNLIMITED);
  }

  @Test
  void shouldNeverGoBelowWhatArrives() {
    run(30, 500_000, 0.4, 300_000, PLENTY);
    assertThat(estimator.bps(PLENTY)).isGreaterThanOrEqualTo(300_000);
  }

  @Test
  void shouldComeBackWhenTheLossEnds() {
    run(10, 2_000_000, 0.5, 1_000_000, PLENTY);
    for (int i = 0; i < 60; i++) {
      long bps = estimator.bps(2_000_000);
      run(0.5, bps, 0, bps, 2_000_000);
    }
    assertThat(estimator.state()).isEqualTo(LossBasedEstimator.State.UNLIMITED);
    assertThat(estimator.bps(2_000_000)).isEqualTo(2_000_000);
  }

  @Test
  void shouldTakeBackALossThatWasALateArrival() {
    for (int i = 0; i < 40; i++) {
      run(0.1, 1_000_000, 0.4, 1_000_000, 1_000_000);
      for (int late = 0; late < 20; late++) {
        estimator.onLateArrival(1_200);
      }
    }
    assertThat(estimator.averageLoss()).isLessThan(0.3);
  }

  @Test
  void shouldObeyTheLowerDelayBasedRate() {
    run(10, 2_000_000, 0.5, 1_000_000, PLENTY);
    assertThat(estimator.bps(200_000)).isEqualTo(200_000);
  }

  private void run(double seconds, long sentBps, double loss, long ackedBps, long delayBps) {
    double owedBits = 0;
    for (long end = nowMillis + (long) (seconds * 1_000); nowMillis < end; nowMillis += 50) {
      for (owedBits += sentBps * 0.05; owedBits > 0; owedBits -= 9_600) {
        estimator.onPacket(1_200, random.nextDouble() < loss, nowMillis * MILLI);
      }
      estimator.update(delayBps, ackedBps, false);
    }
  }
}
