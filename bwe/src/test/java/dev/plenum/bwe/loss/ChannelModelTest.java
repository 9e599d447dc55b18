package dev.plenum.bwe.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ChannelModelTest {
  private final Observations observations = new Observations();
  private final ChannelModel model = new ChannelModel(observations);
  private long nowNanos = 1_000_000_000;

  @Test
  void shouldExplainExcessLossByABandwidthRatherThanByTheChannel() {
    observe(16, 40, 20);
    double wide = model.likelihood(model.feasible(0.5, 4_000_000), 4_000_000);
    double narrow = model.likelihood(0.001, 640_000);
    assertThat(narrow).isGreaterThan(wide);
  }

  @Test
  void shouldFindTheInherentLossByNewtonsMethod() {
    observe(16, 100, 10);
    double loss = 0.01;
    for (int i = 0; i < 50; i++) {
      loss = model.improve(loss, 500_000);
    }
    assertThat(loss).isLessThan(0.25);
    double wide = 0.01;
    for (int i = 0; i < 50; i++) {
      wide = model.improve(wide, 1_000_000_000);
    }
    assertThat(wide).as("no more than feasible").isCloseTo(0.05, within(0.001));
  }

  @Test
  void shouldAllowLessInherentLossTheMoreBandwidthIsClaimed() {
    assertThat(model.feasible(1, 100_000)).isEqualTo(1);
    assertThat(model.feasible(1, 1_000_000)).isCloseTo(0.15, within(1e-9));
    assertThat(model.feasible(0, 1_000_000)).isEqualTo(1e-3);
  }

  @Test
  void shouldPreferTheHigherOfTwoBandwidthsWithoutLoss() {
    observe(16, 40, 0);
    assertThat(model.likelihood(0.001, 4_000_000))
        .isGreaterThan(model.likelihood(0.001, 2_000_000));
  }

  private void observe(int count, int packets, int lost) {
    for (int i = 0; i < count; i++) {
      for (int packet = 0; packet < packets; packet++) {
        observations.add(1_200, packet < lost, nowNanos);
        nowNanos += 300_000_000 / packets;
      }
      observations.close();
    }
  }
}
