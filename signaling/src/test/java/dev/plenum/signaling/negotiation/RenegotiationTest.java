package dev.plenum.signaling.negotiation;

import static dev.plenum.signaling.negotiation.Offers.again;
import static dev.plenum.signaling.negotiation.Offers.audio;
import static dev.plenum.signaling.negotiation.Offers.request;
import static dev.plenum.signaling.negotiation.Offers.session;
import static dev.plenum.signaling.negotiation.Offers.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plenum.sfu.control.IceParameters;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.signaling.sdp.Direction;
import dev.plenum.signaling.sdp.SdpException;
import org.junit.jupiter.api.Test;

class RenegotiationTest {

  private static final String SLOTS = audio("0", "recvonly") + video("1", "recvonly");

  private final Negotiator negotiator = Offers.negotiator();
  private final Negotiated first = negotiator.negotiate(request(session("0 1") + SLOTS));

  @Test
  void shouldKeepWhatTheOldLinesHaveWhenNewOnesCome() {
    Negotiated second =
        negotiator.negotiate(again(session("0 1 2") + SLOTS + video("2", "recvonly"), first));

    assertThat(second.spec().slots())
        .hasSize(3)
        .startsWith(first.spec().slots().toArray(SlotSpec[]::new));
    assertThat(second.spec().cname()).isEqualTo(first.spec().cname());
    assertThat(second.spec().local()).isEqualTo(first.spec().local());
    assertThat(second.answer().origin().sessionId()).isEqualTo(first.answer().origin().sessionId());
    assertThat(second.answer().origin().version()).isEqualTo(2);
  }

  @Test
  void shouldLetAnAudioSlotStayWhatItIs() {
    String screens = "";
    for (int mid = 0; mid < 4; mid++) {
      screens += audio("a" + mid, "recvonly");
    }
    Negotiated four = negotiator.negotiate(request(session("a0 a1 a2 a3") + screens));
    String fewer = screens.replaceFirst("recvonly", "inactive");

    Negotiated three = negotiator.negotiate(again(session("a0 a1 a2 a3") + fewer, four));

    assertThat(three.spec().slots())
        .extracting(SlotSpec::kind)
        .containsExactly(SlotSpec.Kind.AUDIO, SlotSpec.Kind.AUDIO, SlotSpec.Kind.SCREEN_AUDIO);
  }

  @Test
  void shouldRestartIceWhereTheCredentialsChange() {
    String offer = (session("0 1") + SLOTS).replace("ice-ufrag:abcd", "ice-ufrag:efgh");

    Negotiated second = negotiator.negotiate(again(offer, first));

    assertThat(second.spec().remote().ufrag()).isEqualTo("efgh");
    assertThat(second.spec().local()).isNotEqualTo(first.spec().local());
    assertThat(second.answerSdp()).contains("a=ice-ufrag:" + second.spec().local().ufrag());
    assertThat(second.spec().slots()).isEqualTo(first.spec().slots());
  }

  @Test
  void shouldTakeALineThatGoesInactiveAndOneThatIsUsedAgain() {
    String stopped = SLOTS.replaceFirst("m=audio 9", "m=audio 0").replace("recvonly", "inactive");
    Negotiated second = negotiator.negotiate(again(session("1") + stopped, first));
    String recycled = audio("2", "recvonly") + video("1", "recvonly");
    Negotiated third = negotiator.negotiate(again(session("2 1") + recycled, second));

    assertThat(second.answer().media().getFirst().isRejected()).isTrue();
    assertThat(second.answer().media().getLast().direction()).isEqualTo(Direction.INACTIVE);
    assertThat(second.spec().slots()).isEmpty();
    assertThat(third.spec().slots()).extracting(SlotSpec::mid).containsExactly("2", "1");
  }

  @Test
  void shouldRefuseFewerLines() {
    String offer = session("0") + audio("0", "recvonly");

    assertThatThrownBy(() -> negotiator.negotiate(again(offer, first)))
        .isInstanceOf(SdpException.class)
        .hasMessage("the offer has 1 m-lines, there were 2");
  }

  @Test
  void shouldRefuseAnotherCertificate() {
    String offer = (session("0 1") + SLOTS).replace(":CD", ":CE");

    assertThatThrownBy(() -> negotiator.negotiate(again(offer, first)))
        .isInstanceOf(SdpException.class)
        .hasMessageContaining("fingerprint");
  }

  @Test
  void shouldRestartIceByAFragment() {
    String fragment = "a=ice-ufrag:efgh\na=ice-pwd:bcdefghijklmnopqrstuvw\n";

    Negotiated second = negotiator.restartIce(first, fragment);

    assertThat(second.spec().remote().ufrag()).isEqualTo("efgh");
    assertThat(second.spec().local()).isNotEqualTo(first.spec().local());
    assertThat(second.spec().slots()).isEqualTo(first.spec().slots());
    assertThat(second.iceFragment())
        .contains("a=ice-lite\r\n")
        .contains("a=mid:0\r\n")
        .contains("a=ice-ufrag:" + second.spec().local().ufrag() + "\r\n")
        .contains("a=candidate:1 1 udp ")
        .doesNotContain("a=mid:1")
        .doesNotContain("fingerprint");
    assertThat(second.answerSdp()).doesNotContain(first.spec().local().ufrag());
  }

  @Test
  void shouldGoOnFromWhatIsRemembered() {
    Negotiated remembered = first.remembered();
    IceParameters local = new IceParameters("ours", "ourpasswordourpassword");
    IceParameters remote = new IceParameters("efgh", "bcdefghijklmnopqrstuvw");

    Negotiated second =
        negotiator.negotiate(again(session("0 1 2") + SLOTS + video("2", "recvonly"), remembered));

    assertThat(second.spec().slots()).startsWith(first.spec().slots().toArray(SlotSpec[]::new));
    assertThat(second.answer().origin()).isEqualTo(first.answer().origin().next());
    assertThat(IceRestart.of(remembered, local, remote).iceFragment())
        .isEqualTo(IceRestart.of(first, local, remote).iceFragment());
    assertThatThrownBy(
            () -> negotiator.negotiate(again(session("0") + audio("0", "recvonly"), remembered)))
        .hasMessage("the offer has 1 m-lines, there were 2");
    assertThat(remembered.answerSdp().length()).isLessThan(first.answerSdp().length() / 2);
  }

  @Test
  void shouldChangeNothingForAFragmentOfCandidatesAlone() {
    String fragment =
        """
        a=ice-ufrag:abcd
        a=ice-pwd:abcdefghijklmnopqrstuv
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        a=mid:0
        a=candidate:1 1 udp 1 192.0.2.7 5000 typ host
        """;

    assertThat(negotiator.restartIce(first, fragment)).isSameAs(first);
    assertThatThrownBy(() -> negotiator.restartIce(first, "a=mid:0\n"))
        .isInstanceOf(SdpException.class);
  }
}
