package dev.plenum.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TimestampUnwrapperTest {
  private final TimestampUnwrapper unwrapper = new TimestampUnwrapper();

  @Test
  void shouldCountOnOverSeveralWraps() {
    long step = 90_000L * 600;
    for (long expected = 0xffff_0000L; expected < 0x5_0000_0000L; expected += step) {
      assertThat(unwrapper.unwrap((int) expected)).isEqualTo(expected);
      assertThat(unwrapper.unwrap((int) (expected - 3_000))).isEqualTo(expected - 3_000);
      assertThat(unwrapper.highest()).isEqualTo(expected);
    }
  }

  @Test
  void shouldNotRememberWhatItOnlyPeeksAt() {
    assertThat(unwrapper.peek(-1)).isEqualTo(0xffff_ffffL);
    assertThat(unwrapper.started()).isFalse();

    unwrapper.unwrap(-1);
    assertThat(unwrapper.peek(0)).isEqualTo(0x1_0000_0000L);
    assertThat(unwrapper.highest()).isEqualTo(0xffff_ffffL);
  }
}
