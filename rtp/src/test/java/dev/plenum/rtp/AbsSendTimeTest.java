package dev.plenum.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class AbsSendTimeTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void shouldCountSecondsInSixBits() {
    assertThat(AbsSendTime.ofNanos(0)).isZero();
    assertThat(AbsSendTime.ofNanos(SECOND)).isEqualTo(1 << 18);
    assertThat(AbsSendTime.ofNanos(63 * SECOND + SECOND / 2)).isEqualTo((63 << 18) + (1 << 17));
    assertThat(AbsSendTime.ofNanos(64 * SECOND)).isZero();
    assertThat(AbsSendTime.ofNanos(-SECOND)).isEqualTo(63 << 18);
    assertThat(AbsSendTime.ofNanos(Long.MAX_VALUE)).isBetween(0, 0xff_ffff);
  }

  @Test
  void shouldMeasureDistancesAroundTheWrap() {
    for (long start = 0; start < 128 * SECOND; start += SECOND / 3) {
      for (long distance = -31 * SECOND; distance <= 31 * SECOND; distance += 1_234_567_890L) {
        int from = AbsSendTime.ofNanos(start);
        int to = AbsSendTime.ofNanos(start + distance);
        assertThat(AbsSendTime.distanceNanos(from, to)).isCloseTo(distance, within(8_000L));
      }
    }
  }

  @Test
  void shouldReadAndWriteThreeBytes() {
    byte[] bytes = new byte[4];
    AbsSendTime.write(bytes, 1, 0xfedcba);
    assertThat(bytes).isEqualTo(Hex.bytes("00 fedcba"));
    assertThat(AbsSendTime.read(bytes, 1)).isEqualTo(0xfedcba);
  }
}
