package dev.plenum.load.stun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.rtp.BigEndian;
import dev.plenum.sfu.ice.IceCredentials;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CheckResponderTest {
  private static final int MAPPED_PORT_OFFSET = 26;
  private static final int MAPPED_ADDRESS_OFFSET = 28;
  private static final int COOKIE = 0x2112A442;

  private final IceCredentials own = IceCredentials.generate("");
  private final CheckResponder responder =
      new CheckResponder(own.pwd(), new InetSocketAddress("192.0.2.7", 4321));

  @Test
  void shouldAnswerACheckThatIsSigned() {
    ConnectivityCheck check = check(own.pwd());

    byte[] answer = responder.answer(check.bytes(), check.bytes().length).orElseThrow();

    assertThat(check.isAnsweredBy(answer, answer.length)).isTrue();
    assertThat(BigEndian.uint16(answer, MAPPED_PORT_OFFSET) ^ COOKIE >>> 16).isEqualTo(4321);
    assertThat(BigEndian.int32(answer, MAPPED_ADDRESS_OFFSET) ^ COOKIE).isEqualTo(0xc0000207);
  }

  @Test
  void shouldSignItsAnswer() {
    ConnectivityCheck check = check(own.pwd());
    byte[] answer = responder.answer(check.bytes(), check.bytes().length).orElseThrow();
    answer[1] = 0x01;
    answer[0] = 0x00; // as a request, whose signature then is of another message

    assertThat(responder.answer(answer, answer.length)).isEmpty();
  }

  @Test
  void shouldNotAnswerWhoDoesNotKnowThePassword() {
    byte[] foreign = check(IceCredentials.generate("").pwd()).bytes();

    assertThat(responder.answer(foreign, foreign.length)).isEmpty();
  }

  @Test
  void shouldNotAnswerWhatIsNoWholeRequest() {
    byte[] request = check(own.pwd()).bytes();
    int unsigned = request.length - 8 - 24;
    byte[] indication = request.clone();
    indication[1] = 0x11;

    for (int length = 0; length <= unsigned + 23; length++) {
      assertThat(responder.answer(Arrays.copyOf(request, length), length)).isEmpty();
    }
    assertThat(responder.answer(indication, indication.length)).isEmpty();
  }

  private ConnectivityCheck check(String password) {
    return new ConnectivityCheck(own.ufrag(), password, "peer", IceRole.CONTROLLED);
  }
}
