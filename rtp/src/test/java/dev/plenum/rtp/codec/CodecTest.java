package dev.plenum.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CodecTest {
  @ParameterizedTest
  @EnumSource
  void shouldBeFoundByItsNameInAnyCase(Codec codec) {
    assertThat(Codec.ofEncodingName(codec.encodingName())).contains(codec);
    assertThat(Codec.ofEncodingName(codec.encodingName().toLowerCase(Locale.ROOT))).contains(codec);
    assertThat(codec.clockRateHz()).isEqualTo(codec.isVideo() ? 90_000 : 48_000);
  }

  @Test
  void shouldNotFindWhatIsNotForwarded() {
    assertThat(Codec.ofEncodingName("H265")).isEmpty();
  }

  @Test
  void shouldTakeEveryPacketOfAudioForAStart() {
    FrameMark mark = new FrameMark();
    assertThat(Codec.OPUS.parser().parse(new byte[1], 0, 1, mark)).isTrue();
    assertThat(mark.keyFrame()).isTrue();
    assertThat(mark.startOfFrame()).isTrue();
    assertThat(mark.endOfFrame()).isTrue();
    assertThat(Codec.OPUS.parser().parse(new byte[1], 0, 0, mark)).isFalse();
  }
}
