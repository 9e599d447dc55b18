package dev.plenum.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FmtpTest {

  @Test
  void shouldFindParametersWithoutRegardToCaseAndSpaces() {
    var fmtp = new Fmtp(102, "level-asymmetry-allowed=1; Profile-Level-Id = 42e01f;flag");

    assertThat(fmtp.parameter("profile-level-id")).contains("42e01f");
    assertThat(fmtp.parameter("level-asymmetry-allowed")).contains("1");
    assertThat(fmtp.parameter("flag")).isEmpty();
    assertThat(fmtp.parameter("absent")).isEmpty();
  }
}
