package dev.plenum.load;

import dev.plenum.rtp.HeaderExtension;
import dev.plenum.sfu.ice.IceCredentials;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes offers as Chromium does for our SDK: m-lines for what is sent, then slots. What a browser
 * offers beyond what is used here is in it, since the server has to read it.
 *
 * <pre>
 *   mid 0      camera, inactive for who has none
 *   mid 1      microphone, inactive for who has none
 *   mid 2–5    audio slots
 *   mid 6–     video slots
 * </pre>
 *
 * <p>Who only sends, or only watches, leaves the other lines out.
 */
final class Offer {
  static final String CAMERA_MID = "0";
  static final String MICROPHONE_MID = "1";
  static final int OPUS = 111;
  static final int VP8 = 96;
  static final int VP8_RTX = 97;
  static final int AUDIO_LEVEL_ID = 1;
  static final int TRANSPORT_SEQUENCE_ID = 3;
  static final int MID_ID = 4;
  static final int RID_ID = 10;

  /** Chromium's ids of header extensions; those that Plenum does not know are among them. */
  private static final List<String> AUDIO_EXTENSIONS =
      List.of(
          AUDIO_LEVEL_ID + " " + HeaderExtension.AUDIO_LEVEL.uri(),
          "2 " + HeaderExtension.ABS_SEND_TIME.uri(),
          TRANSPORT_SEQUENCE_ID + " " + HeaderExtension.TRANSPORT_SEQUENCE.uri(),
          MID_ID + " " + HeaderExtension.MID.uri());

  private static final List<String> VIDEO_EXTENSIONS =
      List.of(
          "14 urn:ietf:params:rtp-hdrext:toffset",
          "2 " + HeaderExtension.ABS_SEND_TIME.uri(),
          "13 " + HeaderExtension.VIDEO_ORIENTATION.uri(),
          TRANSPORT_SEQUENCE_ID + " " + HeaderExtension.TRANSPORT_SEQUENCE.uri(),
          "5 " + HeaderExtension.PLAYOUT_DELAY.uri(),
          "6 http://www.webrtc.org/experiments/rtp-hdrext/video-content-type",
          "7 http://www.webrtc.org/experiments/rtp-hdrext/video-timing",
          "8 http://www.webrtc.org/experiments/rtp-hdrext/color-space",
          MID_ID + " " + HeaderExtension.MID.uri(),
          RID_ID + " " + HeaderExtension.RTP_STREAM_ID.uri(),
          "11 " + HeaderExtension.REPAIRED_RTP_STREAM_ID.uri(),
          "12 " + HeaderExtension.DEPENDENCY_DESCRIPTOR.uri(),
          "9 " + HeaderExtension.VIDEO_LAYERS_ALLOCATION.uri());

  private final IceCredentials ice;
  private final String fingerprint;
  private final Role role;

  /** What a peer connection is for. */
  enum Role {
    /**
     * To send and to watch, as our SDK has one for both: the loudest three, and a screen's sound.
     */
    BOTH(2, 4, "actpass"),
    /** To send only, and to begin the DTLS handshake. */
    PUBLISHER(2, 0, "active"),
    /** To watch only, with one line for all that is to be heard. */
    VIEWER(0, 1, "actpass");

    private final int sending;
    private final int audioSlots;
    private final String setup;

    Role(int sending, int audioSlots, String setup) {
      this.sending = sending;
      this.audioSlots = audioSlots;
      this.setup = setup;
    }
  }

  Offer(IceCredentials ice, String fingerprint, Role role) {
    this.ice = ice;
    this.fingerprint = fingerprint;
    this.role = role;
  }

  /**
   * Its text.
   *
   * @param camera the camera's layers, if there is one
   * @param microphone the microphone's stream, if there is one
   * @param videoSlots how many pictures can be watched
   */
  String text(List<OutgoingStream> camera, Optional<OutgoingStream> microphone, int videoSlots) {
    int firstVideoSlot = role.sending + role.audioSlots;
    int mids = firstVideoSlot + videoSlots;
    String bundle =
        IntStream.range(0, mids).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    Stream<String> sound = IntStream.range(role.sending, firstVideoSlot).mapToObj(this::audioSlot);
    Stream<String> pictures = IntStream.range(firstVideoSlot, mids).mapToObj(this::videoSlot);
    return """
        v=0\r
        o=- 4342625359948102962 2 IN IP4 127.0.0.1\r
        s=-\r
        t=0 0\r
        a=group:BUNDLE %s\r
        a=extmap-allow-mixed\r
        a=msid-semantic: WMS\r
        """
            .formatted(bundle)
        + (role.sending > 0 ? sent(camera, microphone) : "")
        + Stream.concat(sound, pictures).collect(Collectors.joining());
  }

  private String sent(List<OutgoingStream> camera, Optional<OutgoingStream> microphone) {
    return video(CAMERA_MID, direction(!camera.isEmpty()), camera(camera))
        + audio(
            MICROPHONE_MID,
            direction(microphone.isPresent()),
            microphone.map(Offer::stream).orElse(""));
  }

  private static String direction(boolean sends) {
    return sends ? "sendonly" : "inactive";
  }

  /** One stream is told by its SSRC, several by their names only. */
  private static String camera(List<OutgoingStream> layers) {
    if (layers.size() <= 1) {
      return layers.stream().map(Offer::stream).collect(Collectors.joining());
    }
    List<String> rids = layers.stream().map(OutgoingStream::rid).toList();
    return rids.stream().map("a=rid:%s send\r\n"::formatted).collect(Collectors.joining())
        + "a=simulcast:send %s\r\n".formatted(String.join(";", rids));
  }

  private static String stream(OutgoingStream stream) {
    return "a=ssrc:%s cname:load\r\n".formatted(Integer.toUnsignedString(stream.ssrc()));
  }

  private String videoSlot(int mid) {
    return video(Integer.toString(mid), "recvonly", "");
  }

  private String audioSlot(int mid) {
    return audio(Integer.toString(mid), "recvonly", "");
  }

  private String audio(String mid, String direction, String stream) {
    return line("audio", "111 63 9 0 8 13 110 126", mid, AUDIO_EXTENSIONS)
        + "a=%s\r\n".formatted(direction)
        + """
        a=rtcp-mux\r
        a=rtcp-rsize\r
        a=rtpmap:111 opus/48000/2\r
        a=rtcp-fb:111 transport-cc\r
        a=fmtp:111 minptime=10;useinbandfec=1\r
        a=rtpmap:63 red/48000/2\r
        a=fmtp:63 111/111\r
        a=rtpmap:9 G722/8000\r
        a=rtpmap:0 PCMU/8000\r
        a=rtpmap:8 PCMA/8000\r
        a=rtpmap:13 CN/8000\r
        a=rtpmap:110 telephone-event/48000\r
        a=rtpmap:126 telephone-event/8000\r
        """
        + stream;
  }

  private String video(String mid, String direction, String stream) {
    return line("video", "96 97 108 109", mid, VIDEO_EXTENSIONS)
        + "a=%s\r\na=rtcp-mux\r\na=rtcp-rsize\r\n".formatted(direction)
        + codec(VP8, "VP8", VP8_RTX)
        + codec(108, "H264", 109)
        + "a=fmtp:108 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f\r\n"
        + stream;
  }

  private static String codec(int payloadType, String name, int repairs) {
    return """
        a=rtpmap:%1$d %2$s/90000\r
        a=rtcp-fb:%1$d goog-remb\r
        a=rtcp-fb:%1$d transport-cc\r
        a=rtcp-fb:%1$d ccm fir\r
        a=rtcp-fb:%1$d nack\r
        a=rtcp-fb:%1$d nack pli\r
        a=rtpmap:%3$d rtx/90000\r
        a=fmtp:%3$d apt=%1$d\r
        """
        .formatted(payloadType, name, repairs);
  }

  private String line(String media, String formats, String mid, List<String> extensions) {
    return """
        m=%s 9 UDP/TLS/RTP/SAVPF %s\r
        c=IN IP4 0.0.0.0\r
        a=rtcp:9 IN IP4 0.0.0.0\r
        a=ice-ufrag:%s\r
        a=ice-pwd:%s\r
        a=ice-options:trickle\r
        a=fingerprint:%s\r
        a=setup:%s\r
        a=mid:%s\r
        """
            .formatted(media, formats, ice.ufrag(), ice.pwd(), fingerprint, role.setup, mid)
        + extensions.stream().map("a=extmap:%s\r\n"::formatted).collect(Collectors.joining());
  }
}
