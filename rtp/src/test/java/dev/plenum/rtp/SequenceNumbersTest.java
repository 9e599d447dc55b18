package dev.plenum.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SequenceNumbersTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 255, 256, 0x7ffe, 0x7fff, 0x8000, 0xfffe, 0xffff})
  void shouldCompareAroundTheWrap(int start) {
    for (int step = 1; step < 0x8000; step++) {
      int later = SequenceNumbers.plus(start, step);
      assertThat(later).isBetween(0, 0xffff);
      assertThat(SequenceNumbers.distance(start, later)).isEqualTo(step);
      assertThat(SequenceNumbers.distance(later, start)).isEqualTo(-step);
      assertThat(SequenceNumbers.isNewer(later, start)).isTrue();
      assertThat(SequenceNumbers.isNewer(start, later)).isFalse();
    }
  }

  @Test
  void shouldCallNeitherOfTwoOppositeNumbersNewer() {
    assertThat(SequenceNumbers.isNewer(0, 0x8000)).isFalse();
    assertThat(SequenceNumbers.isNewer(0x8000, 0)).isFalse();
    assertThat(SequenceNumbers.isNewer(5, 5)).isFalse();
    assertThat(SequenceNumbers.isNewerTimestamp(0, Integer.MIN_VALUE)).isFalse();
    assertThat(SequenceNumbers.isNewerTimestamp(Integer.MIN_VALUE, 0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
  void shouldCompareTimestampsAroundTheWrap(int start) {
    for (int step = 1; step > 0; step <<= 1) {
      assertThat(SequenceNumbers.timestampDistance(start, start + step)).isEqualTo(step);
      assertThat(SequenceNumbers.timestampDistance(start + step, start)).isEqualTo(-step);
      assertThat(SequenceNumbers.isNewerTimestamp(start + step, start)).isTrue();
      assertThat(SequenceNumbers.isNewerTimestamp(start, start + step)).isFalse();
    }
  }

  @Test
  void shouldCountBackwardsToo() {
    assertThat(SequenceNumbers.plus(0, -1)).isEqualTo(0xffff);
  }
}
