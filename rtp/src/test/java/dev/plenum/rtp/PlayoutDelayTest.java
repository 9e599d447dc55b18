package dev.plenum.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlayoutDelayTest {
  @Test
  void shouldHoldTwelveBitsOfTenMillisecondsEach() {
    assertThat(PlayoutDelay.encode(0, 0)).isZero();
    assertThat(PlayoutDelay.encode(200, 10_000)).isEqualTo(0x0143e8);
    assertThat(PlayoutDelay.encode(40_950, 40_950)).isEqualTo(0xffffff);
  }

  @Test
  void shouldReadWhatItWrites() {
    byte[] bytes = new byte[4];
    BigEndian.put32(bytes, 0, PlayoutDelay.encode(309, 10_000));
    assertThat(PlayoutDelay.minMillis(bytes, 1)).isEqualTo(300);
    assertThat(PlayoutDelay.maxMillis(bytes, 1)).isEqualTo(10_000);
  }
}
