package dev.plenum.signaling.negotiation;

import static dev.plenum.signaling.negotiation.Offers.audio;
import static dev.plenum.signaling.negotiation.Offers.negotiate;
import static dev.plenum.signaling.negotiation.Offers.negotiator;
import static dev.plenum.signaling.negotiation.Offers.real;
import static dev.plenum.signaling.negotiation.Offers.request;
import static dev.plenum.signaling.negotiation.Offers.session;
import static dev.plenum.signaling.negotiation.Offers.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.control.TransportSpec;
import dev.plenum.signaling.sdp.Candidate;
import dev.plenum.signaling.sdp.Direction;
import dev.plenum.signaling.sdp.MediaSection;
import dev.plenum.signaling.sdp.SdpException;
import dev.plenum.signaling.sdp.Setup;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiatorTest {

  @Test
  void shouldTellTheMediaPlaneOfAMeetingInChromium() {
    TransportSpec spec = negotiate(real("chromium-meeting")).spec();

    assertThat(spec.publishes())
        .extracting(PublishSpec::mid, PublishSpec::kind, PublishSpec::csrc, PublishSpec::rids)
        .containsExactly(
            tuple("0", SourceKind.MICROPHONE, 1, List.of()),
            tuple("1", SourceKind.CAMERA, 2, List.of("q", "h", "f")));
    assertThat(spec.publishes().getLast().codecs())
        .containsExactly(
            new CodecSpec(Codec.VP8, 96, 90_000, 97, ""),
            new CodecSpec(Codec.H264, 108, 90_000, 109, "constrained-baseline/1"),
            new CodecSpec(Codec.AV1, 45, 90_000, 46, "0"),
            new CodecSpec(Codec.VP9, 98, 90_000, 99, "0"));
    assertThat(spec.slots())
        .extracting(SlotSpec::kind)
        .containsExactly(
            SlotSpec.Kind.AUDIO,
            SlotSpec.Kind.AUDIO,
            SlotSpec.Kind.AUDIO,
            SlotSpec.Kind.SCREEN_AUDIO,
            SlotSpec.Kind.VIDEO,
            SlotSpec.Kind.VIDEO,
            SlotSpec.Kind.VIDEO,
            SlotSpec.Kind.VIDEO,
            SlotSpec.Kind.VIDEO,
            SlotSpec.Kind.VIDEO,
            SlotSpec.Kind.VIDEO,
            SlotSpec.Kind.VIDEO,
            SlotSpec.Kind.VIDEO);
    assertThat(spec.extensions())
        .containsOnlyKeys(
            HeaderExtension.MID,
            HeaderExtension.RTP_STREAM_ID,
            HeaderExtension.REPAIRED_RTP_STREAM_ID,
            HeaderExtension.AUDIO_LEVEL,
            HeaderExtension.TRANSPORT_SEQUENCE,
            HeaderExtension.VIDEO_ORIENTATION,
            HeaderExtension.PLAYOUT_DELAY,
            HeaderExtension.DEPENDENCY_DESCRIPTOR,
            HeaderExtension.VIDEO_LAYERS_ALLOCATION)
        .containsEntry(HeaderExtension.MID, 4)
        .containsEntry(HeaderExtension.DEPENDENCY_DESCRIPTOR, 12);
  }

  @Test
  void shouldTakeAnnouncedStreamsWhereThereIsNoSimulcast() {
    PublishSpec camera = negotiate(real("aiortc-publish")).spec().publishes().getLast();

    assertThat(camera.streams())
        .containsExactly(new PublishSpec.AnnouncedStream(105_258_719, 780_081_741));
  }

  @Test
  void shouldBeLiteAndPassiveAndOfferCandidatesOnce() {
    Negotiated negotiated =
        negotiate(session("0 1") + audio("0", "sendonly") + video("1", "recvonly"));

    assertThat(negotiated.answer().attributes().has("ice-lite")).isTrue();
    assertThat(negotiated.answer().media())
        .allSatisfy(
            section -> {
              assertThat(section.attributes().first(Setup.class)).contains(Setup.PASSIVE);
              assertThat(section.attributes().value("ice-ufrag"))
                  .contains(negotiated.spec().local().ufrag());
            });
    assertThat(section(negotiated, 0).attributes().all(Candidate.class))
        .extracting(Candidate::transport, Candidate::port, Candidate::extensions)
        .containsExactly(
            tuple("udp", 10_000, ""),
            tuple("udp", 10_000, ""),
            tuple("tcp", 10_001, "tcptype passive"));
    assertThat(section(negotiated, 0).attributes().has("end-of-candidates")).isTrue();
    assertThat(section(negotiated, 1).attributes().has("candidate")).isFalse();
  }

  @Test
  void shouldGiveKindsBySources() {
    String offer =
        session("0 1 2 3")
            + video("0", "sendonly")
            + video("1", "sendonly")
            + audio("2", "sendonly")
            + audio("3", "sendonly");

    Negotiated negotiated =
        negotiator()
            .negotiate(
                request(
                    offer,
                    Map.of(
                        "0", SourceKind.SCREEN,
                        "1", SourceKind.CAMERA,
                        "2", SourceKind.SCREEN_AUDIO)));

    assertThat(negotiated.spec().publishes())
        .extracting(PublishSpec::mid, PublishSpec::kind, PublishSpec::csrc)
        .containsExactly(
            tuple("0", SourceKind.SCREEN, 3),
            tuple("1", SourceKind.CAMERA, 2),
            tuple("2", SourceKind.SCREEN_AUDIO, 4));
    assertThat(section(negotiated, 3).direction()).isEqualTo(Direction.INACTIVE);
  }

  @Test
  void shouldGiveKindsByOrderWhereNoSourcesAreNamed() {
    String offer =
        session("0 1 2 3")
            + video("0", "sendonly")
            + audio("1", "sendonly")
            + video("2", "sendonly")
            + video("3", "sendonly");

    assertThat(negotiate(offer).spec().publishes())
        .extracting(PublishSpec::mid, PublishSpec::kind)
        .containsExactly(
            tuple("0", SourceKind.CAMERA),
            tuple("1", SourceKind.MICROPHONE),
            tuple("2", SourceKind.SCREEN));
  }

  @Test
  void shouldReceiveNothingThatMayNotBePublished() {
    String offer = session("0 1") + audio("0", "sendonly") + video("1", "sendrecv");
    var onlyMicrophone = Map.of(SourceKind.MICROPHONE, 9);

    Negotiated negotiated =
        negotiator()
            .negotiate(
                new NegotiationRequest(
                    "p1",
                    offer,
                    Map.of(),
                    Set.of(),
                    onlyMicrophone,
                    true,
                    SlotStreams.PER_SLOT,
                    false,
                    null));

    assertThat(negotiated.spec().publishes()).extracting(PublishSpec::csrc).containsExactly(9);
    assertThat(section(negotiated, 1).direction()).isEqualTo(Direction.SENDONLY);
  }

  @Test
  void shouldSendNothingToWhoMayNotReceive() {
    String offer = session("0 1") + audio("0", "sendrecv") + video("1", "recvonly");

    Negotiated negotiated =
        negotiator()
            .negotiate(
                new NegotiationRequest(
                    "p1",
                    offer,
                    Map.of(),
                    Set.of(),
                    Offers.CSRCS,
                    false,
                    SlotStreams.PER_SLOT,
                    false,
                    null));

    assertThat(negotiated.spec().slots()).isEmpty();
    assertThat(section(negotiated, 0).direction()).isEqualTo(Direction.RECVONLY);
    assertThat(section(negotiated, 1).direction()).isEqualTo(Direction.INACTIVE);
  }

  @Test
  void shouldPublishAndShowOnOneLine() {
    Negotiated negotiated = negotiate(session("0") + video("0", "sendrecv"));

    assertThat(section(negotiated, 0).direction()).isEqualTo(Direction.SENDRECV);
    assertThat(negotiated.spec().publishes()).extracting(PublishSpec::mid).containsExactly("0");
    assertThat(negotiated.spec().slots()).extracting(SlotSpec::mid).containsExactly("0");
  }

  @Test
  void shouldGroupSlotsIntoOneStreamForLipSync() {
    String offer = session("0 1") + audio("0", "recvonly") + video("1", "recvonly");

    Negotiated apart = negotiate(offer);
    Negotiated together =
        negotiator()
            .negotiate(
                new NegotiationRequest(
                    "p1",
                    offer,
                    Map.of(),
                    Set.of(),
                    Map.of(),
                    true,
                    SlotStreams.COMMON,
                    false,
                    null));

    assertThat(apart.answer().media())
        .extracting(section -> section.attributes().value("msid").orElseThrow())
        .containsExactly("slot-0 slot-0", "slot-1 slot-1");
    assertThat(together.answer().media())
        .extracting(section -> section.attributes().value("msid").orElseThrow())
        .containsExactly("plenum slot-0", "plenum slot-1");
  }

  @Test
  void shouldRejectDataChannelsAndUnknownMediaInTheirPlaces() {
    String offer =
        session("d 0 t v")
            + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\na=mid:d\n"
            + audio("0", "sendonly")
            + "m=text 9 UDP/TLS/RTP/SAVPF 98\na=mid:t\n"
            + "m=video 9 UDP/TLS/RTP/SAVPF 50\na=mid:v\na=rtcp-mux\na=rtpmap:50 H265/90000\n";

    Negotiated negotiated = negotiate(offer);

    assertThat(negotiated.answer().media())
        .extracting(MediaSection::media, MediaSection::isRejected)
        .containsExactly(
            tuple("application", true),
            tuple("audio", false),
            tuple("text", true),
            tuple("video", true));
    assertThat(negotiated.answer().attributes().value("group")).contains("BUNDLE 0");
    assertThat(section(negotiated, 1).attributes().has("candidate")).isTrue();
  }

  /** The first one is what Chromium sends, and it decodes any on a slot. */
  @Test
  void shouldAskMicrophonesForRedundantAudio() {
    Negotiated negotiated =
        negotiator()
            .negotiate(
                Offers.request(
                    session("0 1 2")
                        + redundant(audio("0", "sendonly"))
                        + redundant(audio("1", "sendonly"))
                        + redundant(audio("2", "recvonly")),
                    Map.of("0", SourceKind.MICROPHONE, "1", SourceKind.SCREEN_AUDIO)));

    assertThat(section(negotiated, 0).formats()).containsExactly("63", "111");
    assertThat(section(negotiated, 1).formats()).containsExactly("111", "63");
    assertThat(section(negotiated, 2).formats()).containsExactly("111", "63");
  }

  private static String redundant(String line) {
    return line.replace("SAVPF 111", "SAVPF 111 63")
        + "a=rtpmap:63 red/48000/2\na=fmtp:63 111/111\n";
  }

  @Test
  void shouldTakeNoRedundantAudioOfWhatIsEncryptedEndToEnd() {
    String offer = real("chromium-meeting");
    Negotiated open = negotiate(offer);
    PublishSpec microphone = open.spec().publishes().getFirst();

    PublishSpec encrypted =
        negotiator()
            .negotiate(
                new NegotiationRequest(
                    "p1",
                    offer,
                    Map.of(),
                    Set.of(microphone.mid()),
                    Offers.CSRCS,
                    true,
                    SlotStreams.PER_SLOT,
                    false,
                    null))
            .spec()
            .publishes()
            .getFirst();

    assertThat(microphone.encrypted()).isFalse();
    assertThat(microphone.codecs())
        .extracting(CodecSpec::codec)
        .containsExactly(Codec.RED, Codec.OPUS);
    assertThat(encrypted.encrypted()).isTrue();
    assertThat(encrypted.codecs()).extracting(CodecSpec::codec).containsExactly(Codec.OPUS);
  }

  @Test
  void shouldNotTakeForwardErrorCorrectionOfVideoForRedundantAudio() {
    PublishSpec camera = negotiate(real("firefox-meeting")).spec().publishes().getLast();

    assertThat(camera.codecs()).extracting(CodecSpec::codec).doesNotContain(Codec.RED);
  }

  @Test
  void shouldUseTheOlderEstimateOnlyWithoutTransportFeedback() {
    assertThat(negotiate(real("aiortc-publish")).answerSdp())
        .contains("goog-remb")
        .doesNotContain("transport-cc");
    assertThat(negotiate(real("chromium-plain")).answerSdp())
        .contains("transport-cc")
        .doesNotContain("goog-remb")
        .doesNotContain("abs-send-time");
  }

  @Test
  void shouldLetTheFirstLineHaveAnExtensionIdThatTwoLinesClaim() {
    TransportSpec spec = negotiate(real("aiortc-publish")).spec();

    assertThat(spec.extensions())
        .isEqualTo(Map.of(HeaderExtension.MID, 1, HeaderExtension.AUDIO_LEVEL, 2));
  }

  @Test
  void shouldTurnAnExtensionsDirectionAround() {
    String answer = negotiate(real("firefox-meeting")).answerSdp();

    assertThat(answer)
        .contains("a=extmap:9/recvonly urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id")
        .contains("a=extmap:6/sendonly http://www.webrtc.org/experiments/rtp-hdrext/playout-delay");
  }

  @Test
  void shouldSayOnceInTheAnswerWhatIsOfferedOften() {
    String line =
        video("0", "recvonly").replace("SAVPF 96 97", "SAVPF 96 97 096 0096")
            + "a=rtcp-fb:* nack pli\n".repeat(300)
            + "a=rtcp-fb:96 nack pli\n".repeat(300)
            + "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\n".repeat(300);

    assertThat(negotiate(session("0") + line).answerSdp())
        .containsOnlyOnce("a=rtpmap:96 VP8/90000")
        .containsOnlyOnce("a=rtcp-fb:96 nack pli")
        .containsOnlyOnce("a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid");
  }

  @Test
  void shouldTakeAtMostThreeSimulcastLayers() {
    String offer =
        session("0")
            + video("0", "sendonly")
            + "a=rid:a send\na=rid:b send\na=rid:c send\na=rid:d send\na=simulcast:send a;~b;c,d;d\n";

    Negotiated negotiated = negotiate(offer);

    assertThat(negotiated.spec().publishes().getFirst().rids()).containsExactly("a", "b", "c");
    assertThat(negotiated.answerSdp()).contains("a=simulcast:recv a;b;c\r\n");
  }

  @Test
  void shouldNeverUseAnSsrcOfTheOffer() {
    int first = negotiate(session("0") + audio("0", "recvonly")).spec().slots().getFirst().ssrc();
    String taken = "a=ssrc:" + Integer.toUnsignedString(first) + " cname:a\n";

    Negotiated negotiated = negotiate(session("0") + audio("0", "sendrecv") + taken);

    assertThat(negotiated.spec().slots().getFirst().ssrc()).isNotEqualTo(first);
  }

  @Test
  void shouldAskForSpeechOnMicrophonesAndForStereoOnScreens() {
    String offer = session("0 1") + audio("0", "sendonly") + audio("1", "sendonly");

    assertThat(negotiate(offer).answer().media())
        .extracting(section -> section.attributes().value("fmtp").orElseThrow())
        .containsExactly(
            "111 minptime=10;useinbandfec=1;usedtx=1", "111 minptime=10;stereo=1;useinbandfec=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"passive", "holdconn"})
  void shouldRefuseToBeginTheHandshake(String setup) {
    String offer = (session("0") + audio("0", "sendonly")).replace("actpass", setup);

    var fault = catchThrowableOfType(SdpException.class, () -> negotiate(offer));

    assertThat(fault).hasMessageContaining(setup);
    assertThat(fault.fix()).contains("actpass");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=group:BUNDLE 0\n",
        "a=ice-ufrag:abcd\n",
        "a=ice-pwd:abcdefghijklmnopqrstuv\n",
        "a=rtcp-mux\n",
        "a=mid:0\n",
        "a=rtpmap:111 opus/48000/2\n"
      })
  void shouldRefuseAnOfferThatLacks(String line) {
    String offer = session("0") + audio("0", "sendonly");

    assertThat(negotiate(offer).spec().publishes()).hasSize(1);
    assertThatThrownBy(() -> negotiate(offer.replace(line, ""))).isInstanceOf(SdpException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha-1", "md5", "sha-512"})
  void shouldRefuseAFingerprintOfAnotherLengthOrOfAWeakHash(String hash) {
    String offer = (session("0") + audio("0", "sendonly")).replace("sha-256", hash);

    assertThatThrownBy(() -> negotiate(offer))
        .isInstanceOf(SdpException.class)
        .hasMessageContaining("fingerprint");
  }

  @Test
  void shouldRefuseTwoLinesOfOneMid() {
    String offer = session("0") + audio("0", "sendonly") + video("0", "sendonly");

    assertThatThrownBy(() -> negotiate(offer)).isInstanceOf(SdpException.class);
  }

  @Test
  void shouldRefuseSourcesThatDoNotFitTheirLines() {
    String offer = session("0 1") + audio("0", "sendonly") + audio("1", "sendonly");

    assertRefused(offer, Map.of("7", SourceKind.MICROPHONE));
    assertRefused(offer, Map.of("0", SourceKind.CAMERA));
    assertRefused(offer, Map.of("0", SourceKind.MICROPHONE, "1", SourceKind.MICROPHONE));
  }

  private static void assertRefused(String offer, Map<String, SourceKind> kinds) {
    assertThatThrownBy(() -> negotiator().negotiate(request(offer, kinds)))
        .isInstanceOf(SdpException.class);
  }

  private static MediaSection section(Negotiated negotiated, int index) {
    return negotiated.answer().media().get(index);
  }
}
