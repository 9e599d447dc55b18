package dev.plenum.sfu.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingRequestTest {
  @Test
  void shouldFindTheUfragInTheRfcSample() {
    byte[] sample = BindingRequests.RFC_5769;
    assertThat(BindingRequest.localUfrag(sample, sample.length)).isEqualTo("evtj");
  }

  @Test
  void shouldRefuseEveryTruncation() {
    byte[] sample = BindingRequests.RFC_5769;
    for (int length = 0; length < sample.length; length++) {
      assertThat(BindingRequest.localUfrag(sample, length)).as("%d bytes", length).isNull();
    }
  }

  @Test
  void shouldStayWithinTheFrameWhenLengthsLie() {
    for (int headerLength = 0; headerLength <= BindingRequests.RFC_5769.length; headerLength++) {
      byte[] frame = Arrays.copyOf(BindingRequests.RFC_5769, headerLength);
      if (headerLength >= 4) {
        ByteBuffer.wrap(frame).putShort(2, (short) (headerLength - 20));
      }
      String expected = headerLength >= 20 + 20 + 8 + 12 + 4 + 9 ? "evtj" : null;
      assertThat(BindingRequest.localUfrag(frame, frame.length)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void shouldRefuseAnotherTypeLengthOrCookie(int changed) {
    byte[] frame = BindingRequests.RFC_5769.clone();
    frame[changed] ^= 0x10;
    assertThat(BindingRequest.localUfrag(frame, frame.length)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abcd:", "AZaz09+/:peer", "abcd:peer:more"})
  void shouldTakeWhatComesBeforeTheColon(String username) {
    byte[] frame = BindingRequests.withUsername(username);
    assertThat(BindingRequest.localUfrag(frame, frame.length))
        .isEqualTo(username.substring(0, username.indexOf(':')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":", "abc:peer", "abcdpeer", "ab\rd:peer", "ab-d:peer", "ab\u00e9d:p"})
  void shouldRefuseWhatIsNoUfrag(String username) {
    byte[] frame = BindingRequests.withUsername(username);
    assertThat(BindingRequest.localUfrag(frame, frame.length)).isNull();
  }

  @Test
  void shouldLimitTheUfragsLength() {
    byte[] longest = BindingRequests.withUsername("u".repeat(256) + ":peer");
    byte[] tooLong = BindingRequests.withUsername("u".repeat(257) + ":peer");
    assertThat(BindingRequest.localUfrag(longest, longest.length)).hasSize(256);
    assertThat(BindingRequest.localUfrag(tooLong, tooLong.length)).isNull();
  }
}
