package dev.plenum.bwe.delay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrendlineTest {
  private final Trendline trendline = new Trendline();

  @ParameterizedTest
  @ValueSource(doubles = {-0.2, 0, 0.1, 0.5})
  void shouldFindTheShareByWhichTheDelayGrows(double slope) {
    for (int i = 0; i < 200; i++) {
      trendline.add(10 * (1 - slope), 10);
    }
    assertThat(trendline.slope()).isCloseTo(slope, within(0.001));
  }

  @Test
  void shouldSayNothingBeforeItsWindowIsFull() {
    for (int i = 0; i < 19; i++) {
      trendline.add(5, 10);
      assertThat(trendline.slope()).isZero();
    }
    trendline.add(5, 10);
    assertThat(trendline.slope()).isPositive();
  }

  @Test
  void shouldSeeLittleTrendInJitter() {
    Random random = new Random(1);
    double previous = 0;
    for (int i = 0; i < 500; i++) {
      double jitter = 5 * random.nextDouble();
      trendline.add(20, 20 + jitter - previous);
      previous = jitter;
      assertThat(Math.abs(trendline.slope())).isLessThan(0.05);
    }
  }

  @Test
  void shouldForgetOnReset() {
    for (int i = 0; i < 30; i++) {
      trendline.add(5, 10);
    }
    trendline.reset();
    assertThat(trendline.slope()).isZero();
    assertThat(trendline.samples()).isZero();
  }
}
