package dev.plenum.load.stun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.ice.IceCredentials;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConnectivityCheckTest {
  private static final int TYPE_OFFSET = 0;

  private final IceCredentials server = IceCredentials.generate("");
  private final ConnectivityCheck check =
      new ConnectivityCheck(server.ufrag(), server.pwd(), "own", IceRole.CONTROLLING);

  @Test
  void shouldKnowItsAnswer() {
    byte[] answer = answered(check);

    assertThat(check.isAnsweredBy(answer, answer.length)).isTrue();
  }

  @Test
  void shouldTakeNoOtherForIt() {
    byte[] another =
        answered(new ConnectivityCheck(server.ufrag(), server.pwd(), "own", IceRole.CONTROLLING));

    assertThat(check.isAnsweredBy(another, another.length)).isFalse();
    assertThat(check.isAnsweredBy(check.bytes(), check.bytes().length)).isFalse();
    assertThat(check.isAnsweredBy(answered(check), 19)).isFalse();
  }

  private static byte[] answered(ConnectivityCheck check) {
    byte[] answer = Arrays.copyOf(check.bytes(), 20);
    answer[TYPE_OFFSET] = 0x01;
    return answer;
  }
}
