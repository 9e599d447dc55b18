package dev.plenum.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plenum.sfu.testkit.ClearEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SrtpEngineTest {

  @ParameterizedTest
  @MethodSource("dev.plenum.sfu.srtp.Engines#nativeOnes")
  void shouldTrustEnginesThatDoAsTheJdk(SrtpEngine engine) {
    assertThat(EngineSelfTest.passes(engine)).isTrue();
  }

  @Test
  void shouldNotTrustAnEngineThatDoesNot() {
    assertThat(EngineSelfTest.passes(new ClearEngine())).isFalse();
  }

  @Test
  void shouldPreferTheNativeEngines() {
    assertThat(SrtpEngine.usable())
        .extracting(SrtpEngine::name)
        .containsExactly("ipsec-mb, libcrypto", "libcrypto", "jce");
  }

  @Test
  void shouldRefuseToProtectOneIndexTwiceInARow() {
    SrtpKeys keys = SrtpVectors.keys(SrtpProfile.AEAD_AES_128_GCM);
    SrtpCipher cipher = SrtpEngine.jce().open(keys.server());
    cipher.protect(new byte[100], 0, 50, 12, 9);

    assertThatThrownBy(() -> cipher.protect(new byte[100], 0, 50, 12, 9))
        .isInstanceOf(IllegalStateException.class);
  }
}
