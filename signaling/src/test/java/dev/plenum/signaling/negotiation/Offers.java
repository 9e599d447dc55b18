package dev.plenum.signaling.negotiation;

import dev.plenum.sfu.control.IceCandidate;
import dev.plenum.sfu.control.IceParameters;
import dev.plenum.sfu.control.SourceKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** Offers of real clients, small ones made by hand, and what is needed to answer them. */
final class Offers {

  /** Captured with Chromium 156, Firefox 153, aiortc 1.4 and GStreamer 1.22. */
  static final List<String> REAL =
      List.of(
          "aiortc-publish",
          "aiortc-whep",
          "chromium-meeting",
          "chromium-plain",
          "chromium-trimmed",
          "chromium-whep",
          "firefox-meeting",
          "firefox-plain",
          "firefox-trimmed",
          "firefox-whep",
          "gstreamer-h264",
          "gstreamer-publish");

  static final Map<SourceKind, Integer> CSRCS =
      Map.of(
          SourceKind.MICROPHONE, 1,
          SourceKind.CAMERA, 2,
          SourceKind.SCREEN, 3,
          SourceKind.SCREEN_AUDIO, 4);

  private static final List<IceCandidate> CANDIDATES =
      List.of(
          new IceCandidate("192.0.2.1", 10_000, false, 2_130_706_431L),
          new IceCandidate("2001:db8::1", 10_000, false, 2_130_706_175L),
          new IceCandidate("192.0.2.1", 10_001, true, 1_671_430_143L));

  private Offers() {}

  /** A file beside this class. */
  static String resource(String name) {
    try (InputStream in = Offers.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String real(String name) {
    return resource(name + ".offer.sdp");
  }

  static String session(String mids) {
    return """
        v=0
        o=- 1 1 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE %s
        a=fingerprint:sha-256 %s
        a=setup:actpass
        a=ice-ufrag:abcd
        a=ice-pwd:abcdefghijklmnopqrstuv
        """
        .formatted(mids, "AB:".repeat(31) + "CD");
  }

  static String audio(String mid, String direction) {
    return """
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        a=mid:%s
        a=%s
        a=rtcp-mux
        a=rtpmap:111 opus/48000/2
        """
        .formatted(mid, direction);
  }

  static String video(String mid, String direction) {
    return """
        m=video 9 UDP/TLS/RTP/SAVPF 96 97
        a=mid:%s
        a=%s
        a=rtcp-mux
        a=rtpmap:96 VP8/90000
        a=rtpmap:97 rtx/90000
        a=fmtp:97 apt=96
        """
        .formatted(mid, direction);
  }

  /** The same SSRCs and credentials in every run. */
  static Negotiator negotiator() {
    var random = new Random(42);
    return new Negotiator(
        CANDIDATES,
        "sha-256 " + "01:".repeat(31) + "23",
        () -> new IceParameters("ufrag" + random.nextInt(1000), "password00000000000000"),
        3,
        random);
  }

  static NegotiationRequest request(String offer) {
    return request(offer, Map.of());
  }

  static NegotiationRequest request(String offer, Map<String, SourceKind> kinds) {
    return new NegotiationRequest(
        "p1", offer, kinds, Set.of(), CSRCS, true, SlotStreams.PER_SLOT, false, null);
  }

  /** A later offer of the same PeerConnection. */
  static NegotiationRequest again(String offer, Negotiated previous) {
    return new NegotiationRequest(
        "p1", offer, Map.of(), Set.of(), CSRCS, true, SlotStreams.PER_SLOT, false, previous);
  }

  static Negotiated negotiate(String offer) {
    return negotiator().negotiate(request(offer));
  }
}
