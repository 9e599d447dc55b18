package dev.plenum.sfu.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrnoTest {
  @ParameterizedTest
  @CsvSource({
    "11, SEND_WOULD_BLOCK",
    "105, SEND_NO_BUFFERS",
    "12, SEND_NO_BUFFERS",
    "101, SEND_UNREACHABLE",
    "113, SEND_UNREACHABLE",
    "97, SEND_UNREACHABLE",
    "111, SEND_REFUSED",
    "1, SEND_NOT_PERMITTED",
    "13, SEND_NOT_PERMITTED",
    "90, SEND_TOO_LONG",
    "22, SEND_FAILED"
  })
  void shouldSayWhyADatagramDidNotLeave(int errno, UdpDrop reason) {
    assertThat(Errno.sendDrop(errno)).isEqualTo(reason);
    assertThat(Errno.isOurFault(errno)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 14, 88})
  void shouldKnowOurOwnMistakes(int errno) {
    assertThat(Errno.isOurFault(errno)).isTrue();
  }
}
