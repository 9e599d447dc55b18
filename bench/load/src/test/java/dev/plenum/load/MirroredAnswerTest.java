package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.ice.IceCredentials;
import org.junit.jupiter.api.Test;

class MirroredAnswerTest {
  private static final String OFFER =
      """
      v=0\r
      o=- 1795 1 IN IP4 192.0.2.2\r
      s=VideoRoom 1\r
      t=0 0\r
      a=group:BUNDLE 0 1\r
      a=msid-semantic: WMS *\r
      m=audio 9 UDP/TLS/RTP/SAVPF 111\r
      c=IN IP4 192.0.2.2\r
      a=sendonly\r
      a=mid:0\r
      a=rtcp-mux\r
      a=ice-ufrag:5Kzf\r
      a=ice-pwd:1234567890123456789012\r
      a=fingerprint:sha-256 AA:BB\r
      a=setup:actpass\r
      a=rtpmap:111 opus/48000/2\r
      a=ssrc:77 cname:janus\r
      a=candidate:1 1 udp 2015363327 192.0.2.2 40404 typ host\r
      a=end-of-candidates\r
      m=video 9 UDP/TLS/RTP/SAVPF 96 97\r
      a=sendonly\r
      a=mid:1\r
      a=rtpmap:96 VP8/90000\r
      a=rtcp-fb:96 nack pli\r
      a=rtpmap:97 rtx/90000\r
      a=fmtp:97 apt=96\r
      a=ssrc-group:FID 78 79\r
      """;

  private final IceCredentials own = IceCredentials.generate("");
  private final String answer = MirroredAnswer.to(OFFER, own, "sha-256 CC:DD");

  @Test
  void shouldTakeAllThatIsOffered() {
    assertThat(answer)
        .startsWith("v=0\r\no=")
        .contains("a=group:BUNDLE 0 1\r\n", "a=mid:0\r\n", "a=mid:1\r\n")
        .contains("m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n", "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\n")
        .contains("a=rtcp-fb:96 nack pli\r\n", "a=fmtp:97 apt=96\r\n");
    assertThat(answer.split("a=recvonly", -1)).hasSize(3);
  }

  @Test
  void shouldTellOfItselfAndNotOfTheServer() {
    assertThat(answer)
        .contains("a=ice-ufrag:" + own.ufrag(), "a=ice-pwd:" + own.pwd())
        .contains("a=fingerprint:sha-256 CC:DD\r\n", "a=setup:active\r\n")
        .doesNotContain("5Kzf", "AA:BB", "sendonly", "ssrc", "candidate", "actpass");
  }

  @Test
  void shouldReadTheOfferLikeAnAnswer() {
    Answer server = Answer.parse(OFFER);

    assertThat(server.address().getPort()).isEqualTo(40404);
    assertThat(server.ufrag()).isEqualTo("5Kzf");
    assertThat(server.fingerprint()).isEqualTo("sha-256 AA:BB");
    assertThat(server.repairedSsrcs()).containsEntry(79, 78).hasSize(1);
  }
}
