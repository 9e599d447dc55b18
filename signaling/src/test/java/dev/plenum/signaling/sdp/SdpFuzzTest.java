package dev.plenum.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever is read is either refused with a reason or can be written and read again. */
class SdpFuzzTest {

  @FuzzTest
  void shouldReadAnyDescription(byte[] text) {
    try {
      var description = SdpReader.read(new String(text, StandardCharsets.UTF_8));
      assertThat(SdpReader.read(SdpWriter.write(description))).isEqualTo(description);
    } catch (SdpException e) {
      assertThat(e.fix()).isNotBlank();
    }
  }

  @FuzzTest
  void shouldReadAnyFragment(byte[] text) {
    try {
      var fragment = SdpReader.readFragment(new String(text, StandardCharsets.UTF_8));
      assertThat(SdpReader.readFragment(SdpWriter.write(fragment))).isEqualTo(fragment);
    } catch (SdpException e) {
      assertThat(e.fix()).isNotBlank();
    }
  }
}
