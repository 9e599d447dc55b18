package dev.plenum.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SequenceUnwrapperTest {
  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 0x8000, 0xffff})
  void shouldCountOnOverSeveralWraps(int first) {
    for (long expected = first; expected < first + 140_000L; expected++) {
      assertThat(unwrapper.unwrap((int) (expected & 0xffff))).isEqualTo(expected);
    }
  }

  @Test
  void shouldTakeReorderedAndLostNumbers() {
    Random random = new Random(7);
    long newest = 65_000;
    unwrapper.unwrap((int) newest);
    for (int i = 0; i < 20_000; i++) {
      newest += random.nextInt(300);
      unwrapper.unwrap((int) (newest & 0xffff));
      long late = newest - random.nextInt(30_000);
      assertThat(unwrapper.unwrap((int) (late & 0xffff))).isEqualTo(late);
      assertThat(unwrapper.highest()).isEqualTo(newest);
    }
  }

  @Test
  void shouldReachAsFarAsHalfTheRange() {
    unwrapper.resumeAt(0x2_0000);
    assertThat(unwrapper.peek(0x7fff)).isEqualTo(0x2_7fff);
    assertThat(unwrapper.peek(0x8000)).isEqualTo(0x1_8000);
  }

  @Test
  void shouldNotRememberWhatItOnlyPeeksAt() {
    assertThat(unwrapper.peek(10)).isEqualTo(10);
    assertThat(unwrapper.started()).isFalse();

    unwrapper.unwrap(0xffff);
    assertThat(unwrapper.peek(2)).isEqualTo(0x1_0002);
    assertThat(unwrapper.highest()).isEqualTo(0xffff);
  }

  @Test
  void shouldGoBelowZeroForWhatIsOlderThanTheFirst() {
    unwrapper.unwrap(1);
    assertThat(unwrapper.unwrap(0xffff)).isEqualTo(-1);
    assertThat(unwrapper.unwrap(2)).isEqualTo(2);
  }
}
