package dev.plenum.sfu.srtp;

import static dev.plenum.sfu.srtp.SrtpVectors.hex;
import static dev.plenum.sfu.srtp.SrtpVectors.slice;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole packets from RFC 7714 and from libsrtp's own self-test (test/srtp_driver.c). */
@ParameterizedClass
@MethodSource("dev.plenum.sfu.srtp.Engines#all")
class SrtpCipherVectorTest {
  private static final SrtpSessionKeys.StreamKeys RFC_7714 =
      new SrtpSessionKeys.StreamKeys(
          hex("000102030405060708090a0b0c0d0e0f"), new byte[0], hex("517569642070726f2071756f"));

  private static final byte[] LIBSRTP_PLAIN =
      hex("800f1234decafbadcafebabe", "abababababababababababababababab");
  private static final byte[] LIBSRTP_RTCP_PLAIN =
      hex("81c8000bcafebabe", "abababababababababababababababab");

  private static final SrtpSessionKeys LIBSRTP_GCM =
      SrtpSessionKeys.derive(
          SrtpProfile.AEAD_AES_128_GCM,
          hex("000102030405060708090a0b0c0d0e0f"),
          hex("a0a1a2a3a4a5a6a7a8a9aaab"));
  private static final SrtpSessionKeys LIBSRTP_CTR =
      SrtpSessionKeys.derive(
          SrtpProfile.AES128_CM_HMAC_SHA1_80,
          hex("e1f97a0d3e018be0d64fa32c06de4139"),
          hex("0ec675ad498afeebb6960b3aabe6"));

  private final SrtpEngine engine;

  SrtpCipherVectorTest(SrtpEngine engine) {
    this.engine = engine;
  }

  @Test
  void shouldProtectRtpOfRfc7714Section16() {
    byte[] plain =
        hex(
            "8040f17b8041f8d35501a0b2",
            "47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573");
    byte[] protectedPacket =
        hex(
            "8040f17b8041f8d35501a0b2",
            "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833",
            "899d7f27beb16a9152cf765ee4390cce");

    assertRtp(rfc7714Cipher(), plain, protectedPacket, 0xf17b);
  }

  @Test
  void shouldProtectRtcpOfRfc7714Section17() {
    byte[] plain =
        hex(
            "81c8000d4d617273",
            "4e5450314e545032525450200000042a0000e9304c756e61",
            "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef");
    byte[] protectedPacket =
        hex(
            "81c8000d4d617273",
            "63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda",
            "4ce09b4686303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4");

    assertRtcp(rfc7714Cipher(), plain, protectedPacket, 0x5d4);
  }

  @Test
  void shouldProtectAsLibsrtpDoes() {
    assertRtp(
        engine.open(LIBSRTP_GCM),
        LIBSRTP_PLAIN,
        hex(
            "800f1234decafbadcafebabe",
            "c5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392"),
        0x1234);
    assertRtp(
        engine.open(LIBSRTP_CTR),
        LIBSRTP_PLAIN,
        hex("800f1234decafbadcafebabe", "4e55dc4ce79978d88ca4d215949d2402", "b78d6acc99ea179b8dbb"),
        0x1234);
  }

  @Test
  void shouldProtectRtcpAsLibsrtpDoes() {
    assertRtcp(
        engine.open(LIBSRTP_GCM),
        LIBSRTP_RTCP_PLAIN,
        hex(
            "81c8000bcafebabe",
            "c98b8b5df0392a55852b6c21ac8e7025c52c6fbea2b3b446ea31123ba88ce61e",
            "80000001"),
        1);
    assertRtcp(
        engine.open(LIBSRTP_CTR),
        LIBSRTP_RTCP_PLAIN,
        hex(
            "81c8000bcafebabe",
            "7128035be487b9bdbef89041f977a5a8",
            "80000001",
            "993e08cd54d6c1230798"),
        1);
  }

  private SrtpCipher rfc7714Cipher() {
    return engine.open(new SrtpSessionKeys(SrtpProfile.AEAD_AES_128_GCM, RFC_7714, RFC_7714));
  }

  private static void assertRtp(SrtpCipher cipher, byte[] plain, byte[] expected, long index) {
    byte[] packet = Arrays.copyOf(plain, expected.length);
    assertThat(cipher.protect(packet, 0, plain.length, 12, index)).isEqualTo(expected.length);
    assertThat(packet).isEqualTo(expected);
    assertThat(cipher.unprotect(packet, 0, packet.length, 12, index)).isEqualTo(plain.length);
    assertThat(slice(packet, 0, plain.length)).isEqualTo(plain);
  }

  private static void assertRtcp(SrtpCipher cipher, byte[] plain, byte[] expected, int index) {
    byte[] packet = Arrays.copyOf(plain, expected.length);
    assertThat(cipher.protectRtcp(packet, 0, plain.length, index)).isEqualTo(expected.length);
    assertThat(packet).isEqualTo(expected);
    assertThat(cipher.unprotectRtcp(packet, 0, packet.length, index)).isEqualTo(plain.length);
    assertThat(slice(packet, 0, plain.length)).isEqualTo(plain);
  }
}
