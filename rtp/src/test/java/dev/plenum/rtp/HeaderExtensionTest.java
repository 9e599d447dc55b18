package dev.plenum.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class HeaderExtensionTest {
  @ParameterizedTest
  @EnumSource
  void shouldBeFoundByItsUri(HeaderExtension extension) {
    assertThat(HeaderExtension.ofUri(extension.uri())).contains(extension);
  }

  @Test
  void shouldNotFindWhatIsUnknown() {
    assertThat(HeaderExtension.ofUri("urn:ietf:params:rtp-hdrext:encrypt")).isEmpty();
  }

  @Test
  void shouldReadAudioLevel() {
    byte[] bytes = Hex.bytes("00 9e 7f");
    assertThat(AudioLevel.voice(bytes, 1)).isTrue();
    assertThat(AudioLevel.level(bytes, 1)).isEqualTo(30);
    assertThat(AudioLevel.voice(bytes, 2)).isFalse();
    assertThat(AudioLevel.level(bytes, 2)).isEqualTo(AudioLevel.SILENCE);
    assertThat(AudioLevel.encode(30, true)).isEqualTo(0x9e);
    assertThat(AudioLevel.encode(127, false)).isEqualTo(0x7f);
  }

  @Test
  void shouldReadAndWriteTransportSequence() {
    byte[] bytes = new byte[3];
    TransportSequence.write(bytes, 1, 0x1_fffe);
    assertThat(bytes).isEqualTo(Hex.bytes("00fffe"));
    assertThat(TransportSequence.read(bytes, 1)).isEqualTo(0xfffe);
  }

  @ParameterizedTest
  @CsvSource({
    "00, 0, false, false",
    "01, 90, false, false",
    "06, 180, true, false",
    "0b, 270, false, true"
  })
  void shouldReadVideoOrientation(String hex, int degrees, boolean flipped, boolean back) {
    byte[] bytes = Hex.bytes(hex);
    assertThat(VideoOrientation.rotationDegrees(bytes, 0)).isEqualTo(degrees);
    assertThat(VideoOrientation.flipped(bytes, 0)).isEqualTo(flipped);
    assertThat(VideoOrientation.backCamera(bytes, 0)).isEqualTo(back);
  }
}
