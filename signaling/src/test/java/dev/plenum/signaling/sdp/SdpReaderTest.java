package dev.plenum.signaling.sdp;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpReaderTest {

  private static final String HEAD =
      """
      v=0
      o=- 18446744073709551615 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      """;

  private static final String AUDIO = "m=audio 9 UDP/TLS/RTP/SAVPF 111\n";

  @Test
  void shouldReadWhatBelongsToTheSessionAndToEachMediaSection() {
    var description =
        SdpReader.read(
            HEAD
                + """
                a=group:BUNDLE 0 a
                a=ice-lite
                m=audio 9 UDP/TLS/RTP/SAVPF 111 63
                c=IN IP4 0.0.0.0
                a=mid:0
                a=recvonly
                m=application 0 UDP/DTLS/SCTP webrtc-datachannel
                a=mid:a
                """);

    assertThat(description.origin()).isEqualTo(new Origin("-", -1L, 2, "IN IP4 127.0.0.1"));
    assertThat(description.attributes().list())
        .containsExactly(
            new Group(Group.BUNDLE, List.of("0", "a")), PlainAttribute.flag("ice-lite"));
    assertThat(description.media()).hasSize(2);
    MediaSection audio = description.media().getFirst();
    assertThat(audio.media()).isEqualTo("audio");
    assertThat(audio.formats()).containsExactly("111", "63");
    assertThat(audio.mid()).contains("0");
    assertThat(audio.direction()).isEqualTo(Direction.RECVONLY);
    assertThat(description.media().getLast().isRejected()).isTrue();
  }

  @Test
  void shouldTakeBundleOnlyForNotRejected() {
    var description = SdpReader.read(HEAD + "m=video 0 UDP/TLS/RTP/SAVPF 96\na=bundle-only\n");

    assertThat(description.media().getFirst().isRejected()).isFalse();
  }

  @Test
  void shouldReadLinesThatEndWithOrWithoutCarriageReturn() {
    String unix = HEAD + AUDIO + "a=mid:0\n";

    assertThat(SdpReader.read(unix.replace("\n", "\r\n"))).isEqualTo(SdpReader.read(unix));
    assertThat(SdpReader.read(unix.stripTrailing())).isEqualTo(SdpReader.read(unix));
  }

  @Test
  void shouldReadLinesThatAreKnownAsBefore() {
    String offer = HEAD + AUDIO + "a=rtpmap:111 opus/48000/2\na=fmtp:111 minptime=10\n";
    SessionDescription first = SdpReader.read(offer);

    assertThat(SdpReader.read(offer)).isEqualTo(first);
    assertThat(SdpReader.read(offer.replace("\n", "\r\n"))).isEqualTo(first);
    assertThat(SdpReader.read(offer.stripTrailing())).isEqualTo(first);
    assertThat(parameters(offer.replace("=10", "=10;usedtx=1"))).isEqualTo("minptime=10;usedtx=1");
  }

  @Test
  void shouldTellApartLinesWithTheSameHash() {
    String offer = HEAD + AUDIO + "a=fmtp:111 Aa\n";

    assertThat("a=fmtp:111 BB").hasSameHashCodeAs("a=fmtp:111 Aa");
    assertThat(parameters(offer)).isEqualTo("Aa");
    assertThat(parameters(offer.replace("Aa", "BB"))).isEqualTo("BB");
    assertThat(parameters(offer)).isEqualTo("Aa");
  }

  private static String parameters(String offer) {
    MediaSection section = SdpReader.read(offer).media().getFirst();
    return section.attributes().first(Fmtp.class).orElseThrow().parameters();
  }

  @Test
  void shouldKeepUnknownAttributesAndSkipUnknownLines() {
    var description = SdpReader.read(HEAD + "z=future\n" + AUDIO + "a=x-new:some thing\n");

    assertThat(description.media().getFirst().attributes().list())
        .containsExactly(new PlainAttribute("x-new", "some thing"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtpmap:111 opus/48000/2",
        "rtpmap:96 VP8/90000",
        "fmtp:96 max-fs=12288;max-fr=60",
        "fmtp:63 111/111",
        "rtcp-fb:96 nack pli",
        "rtcp-fb:* transport-cc",
        "extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid",
        "extmap:8/sendonly urn:example parameters",
        "rid:q send max-width=320",
        "rid:q recv",
        "simulcast:send q;h,f",
        "simulcast:send q;h recv f",
        "ssrc:4294967295 cname:a b",
        "ssrc-group:FID 1 4294967295",
        "group:BUNDLE",
        "fingerprint:sha-256 AB:CD",
        "candidate:1 1 udp 4294967295 192.0.2.1 10000 typ host",
        "candidate:2 1 tcp 1 host.example 9 typ host tcptype active generation 0",
        "setup:actpass",
        "setup:holdconn",
        "sendrecv",
        "inactive",
        "ice-lite",
        "mid:0"
      })
  void shouldWriteAnAttributeAsItWasRead(String attribute) {
    var description = SdpReader.read(HEAD + AUDIO + "a=" + attribute + "\n");

    assertThat(SdpWriter.write(description)).contains("\r\na=" + attribute + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtpmap:128 opus/48000",
        "rtpmap:111 opus",
        "rtpmap:111 opus/0",
        "rtpmap:",
        "fmtp:x a=b",
        "rtcp-fb:200 nack",
        "extmap:0 urn:example",
        "extmap:1/up urn:example",
        "extmap:1",
        "rid:q both",
        "simulcast:q;h",
        "ssrc:4294967296 cname:a",
        "ssrc-group:FID one",
        "fingerprint:sha-256",
        "candidate:1 1 udp 1 192.0.2.1 65536 typ host",
        "candidate:1 1 udp 1 192.0.2.1 9 type host",
        "setup:both"
      })
  void shouldNameTheLineOfABrokenAttributeAndHowToWriteIt(String attribute) {
    String text = HEAD + AUDIO + "a=" + attribute + "\n";

    var fault = catchThrowableOfType(SdpException.class, () -> SdpReader.read(text));

    assertThat(fault.line()).isEqualTo(6);
    assertThat(fault).hasMessageStartingWith("line 6: ");
    assertThat(fault.fix()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "v=1\n",
        "v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 111\n",
        "v=0\no=- 1 IN IP4 127.0.0.1\n",
        "v=0\no=- 1 1 IN IP4 127.0.0.1\nrubbish\n",
        "v=0\no=- 1 1 IN IP4 127.0.0.1\nm=audio nine UDP/TLS/RTP/SAVPF 111\n",
        "v=0\no=- 1 1 IN IP4 127.0.0.1\nm=audio 9 UDP/TLS/RTP/SAVPF\n",
        "v=0\no=- 1 1 IN IP4 127.0.0.1\nm=audio 9 UDP/TLS/RTP/SAVPF 111 63 111\n",
        "v=0\no=- 1 1 IN IP4 127.0.0.1\na=mid:\u0000\n",
        "v=0\no=- 1 1 IN IP4 127.0.0.1\na=mid:0\ra=mid:1\n"
      })
  void shouldRefuseWhatIsNoDescription(String text) {
    assertThatThrownBy(() -> SdpReader.read(text)).isInstanceOf(SdpException.class);
  }

  @Test
  void shouldHoldTheLimits() {
    String section = HEAD + AUDIO;
    String candidate = "a=candidate:1 1 udp 1 192.0.2.1 9 typ host\n";

    assertThat(SdpReader.read(HEAD + AUDIO.repeat(64)).media()).hasSize(64);
    assertTooMuch(HEAD + AUDIO.repeat(65));
    assertThat(SdpReader.read(section + candidate.repeat(64)).media()).hasSize(1);
    assertTooMuch(section + candidate.repeat(65));
    assertThat(SdpReader.read(section + "a=x\n".repeat(1024)).media()).hasSize(1);
    assertTooMuch(section + "a=x\n".repeat(1025));
    assertTooMuch(section + "a=" + "x".repeat(8191) + "\n");
    assertTooMuch(HEAD + "i=\n".repeat(1 << 20));
    assertThat(SdpReader.read(HEAD + formats(128)).media().getFirst().formats()).hasSize(128);
    assertTooMuch(HEAD + formats(129));
  }

  private static String formats(int count) {
    return IntStream.range(0, count)
        .mapToObj(Integer::toString)
        .collect(joining(" ", "m=audio 9 UDP/TLS/RTP/SAVPF ", "\n"));
  }

  private static void assertTooMuch(String text) {
    assertThatThrownBy(() -> SdpReader.read(text)).isInstanceOf(SdpException.class);
  }

  @Test
  void shouldReadAndWriteAFragmentWithoutVersionAndOrigin() {
    String text =
        """
        a=ice-ufrag:abcd
        a=ice-pwd:abcdefghijklmnopqrstuv
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        c=IN IP4 0.0.0.0
        a=mid:0
        """;

    SdpFragment fragment = SdpReader.readFragment(text);

    assertThat(fragment.value("ice-ufrag")).contains("abcd");
    assertThat(fragment.value("mid")).contains("0");
    assertThat(SdpWriter.write(fragment)).isEqualTo(text.replace("\n", "\r\n"));
  }
}
