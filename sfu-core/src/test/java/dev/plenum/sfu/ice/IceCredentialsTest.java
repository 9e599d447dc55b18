package dev.plenum.sfu.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IceCredentialsTest {
  private static final String PWD = "abcdefghijklmnopqrstuvwx";

  @Test
  void shouldGenerateDifferentCredentialsWithThePrefix() {
    Set<String> ufrags = new HashSet<>();
    Set<String> pwds = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      IceCredentials credentials = IceCredentials.generate("B3");
      assertThat(credentials.ufrag()).startsWith("B3").hasSize(10);
      assertThat(credentials.pwd()).hasSize(24);
      ufrags.add(credentials.ufrag());
      pwds.add(credentials.pwd());
    }
    assertThat(ufrags).hasSize(1_000);
    assertThat(pwds).hasSize(1_000);
  }

  @ParameterizedTest
  @CsvSource({
    "abcd, abcdefghijklmnopqrstuv, true",
    "abc, abcdefghijklmnopqrstuv, false",
    "abcd, abcdefghijklmnopqrstu, false",
    "ab:d, abcdefghijklmnopqrstuv, false",
    "ab d, abcdefghijklmnopqrstuv, false",
    "a+/9, +/+/+/+/+/+/+/+/+/+/+/, true"
  })
  void shouldKnowTheAlphabetAndLengths(String ufrag, String pwd, boolean valid) {
    assertThat(IceCredentials.areValid(ufrag, pwd)).isEqualTo(valid);
  }

  @Test
  void shouldRefuseInvalidOnes() {
    assertThatThrownBy(() -> new IceCredentials("a", PWD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(PWD);
    assertThat(IceCredentials.areValid("a".repeat(257), PWD)).isFalse();
  }

  @Test
  void shouldNeverPrintPasswordsOrAddresses() {
    assertThat(new IceCredentials("ufrag", PWD)).hasToString("IceCredentials[ufrag]");
    assertThat(new IcePath(0, 0xFFFF_7F00_0001L, 9)).hasToString("IcePath[ipv4]");
    assertThat(new IcePath(0, 1, 9)).hasToString("IcePath[ipv6]");
  }
}
