package dev.plenum.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
  /** The hashes of FIPS 180's example message. */
  private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

  @Test
  void shouldHashAsTheStandardDoes() {
    assertThat(Fingerprint.of("sha-1", ABC))
        .hasToString("sha-1 A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9D");
    assertThat(Fingerprint.of("sha-256", ABC))
        .hasToString(
            "sha-256 BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:"
                + "B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha-1", "sha-224", "sha-256", "sha-384", "sha-512", "SHA-256"})
  void shouldMatchItsOwnCertificateOnly(String algorithm) {
    Fingerprint fingerprint = Fingerprint.of(algorithm, ABC);

    assertThat(fingerprint.matches(ABC)).isTrue();
    assertThat(fingerprint.matches(new byte[] {'a', 'b', 'd'})).isFalse();
    assertThat(Fingerprint.parse(fingerprint.toString())).contains(fingerprint);
    assertThat(Fingerprint.parse(fingerprint.toString().toLowerCase(java.util.Locale.ROOT)))
        .contains(fingerprint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha-256",
        "sha-256 ",
        "sha-256 AB:CD",
        "md5 A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C",
        "sha-1 A9993E364706816ABA3E25717850C26C9CD0D89D",
        "sha-1 A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9G"
      })
  void shouldNotParseAnythingElse(String attribute) {
    assertThat(Fingerprint.parse(attribute)).isEmpty();
  }
}
