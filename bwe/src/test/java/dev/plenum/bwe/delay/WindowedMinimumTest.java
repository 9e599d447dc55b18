package dev.plenum.bwe.delay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class WindowedMinimumTest {
  private final WindowedMinimum minimum = new WindowedMinimum(4, 100);

  @Test
  void shouldBeGreatestWhileItIsEmpty() {
    assertThat(minimum.minimum()).isEqualTo(Long.MAX_VALUE);
    minimum.add(5, 0);
    minimum.reset();
    assertThat(minimum.minimum()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldForgetAValueWhenItsBucketLeavesTheWindow() {
    minimum.add(1, 0);
    minimum.add(7, 150);
    assertThat(minimum.minimum()).isEqualTo(1);
    minimum.add(8, 399);
    assertThat(minimum.minimum()).isEqualTo(1);
    minimum.add(9, 400);
    assertThat(minimum.minimum()).isEqualTo(7);
  }

  @Test
  void shouldLookAtTheLatestBucketsAlone() {
    minimum.add(1, 0);
    minimum.add(3, 100);
    minimum.add(5, 200);
    assertThat(minimum.minimum(1, 0)).isEqualTo(5);
    assertThat(minimum.minimum(2, 0)).isEqualTo(3);
    assertThat(minimum.minimum(3, 0)).isEqualTo(1);
    minimum.add(9, 450);
    assertThat(minimum.minimum(2, 0)).isEqualTo(9);
    assertThat(minimum.minimum(3, 0)).isEqualTo(5);
  }

  @Test
  void shouldLookFurtherBackUntilThereAreEnoughBursts() {
    minimum.add(1, 0);
    minimum.add(3, 100);
    minimum.add(5, 200);
    minimum.add(4, false, 200);
    assertThat(minimum.minimum(1, 1)).isEqualTo(4);
    assertThat(minimum.minimum(1, 2)).isEqualTo(3);
    assertThat(minimum.minimum(1, 3)).isEqualTo(1);
    assertThat(minimum.minimum(1, 4)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldForgetEverythingAfterALongPause() {
    minimum.add(1, 0);
    minimum.add(9, 1_000_000);
    assertThat(minimum.minimum()).isEqualTo(9);
  }

  @Test
  void shouldNeverBeAboveTheValuesOfTheLastThreeBuckets() {
    Random random = new Random(11);
    long[] values = new long[1_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(1_000);
      minimum.add(values[i], i * 10L);
      for (int back = Math.max(0, i - 29); back <= i; back++) {
        assertThat(minimum.minimum()).isLessThanOrEqualTo(values[back]);
      }
    }
  }
}
