package dev.plenum.rtp;

import java.util.Optional;

/**
 * The RTP header extensions that Plenum knows, by the URI that SDP's {@code extmap} gives them (RFC
 * 8285).
 */
public enum HeaderExtension {
  /** The m-line that a stream belongs to (RFC 9143). */
  MID("urn:ietf:params:rtp-hdrext:sdes:mid"),
  /** The simulcast layer that a stream carries (RFC 8852). */
  RTP_STREAM_ID("urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"),
  /** The simulcast layer that a retransmission stream repairs (RFC 8852). */
  REPAIRED_RTP_STREAM_ID("urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"),
  /** {@link AudioLevel} (RFC 6464). */
  AUDIO_LEVEL("urn:ietf:params:rtp-hdrext:ssrc-audio-level"),
  /** {@link AbsSendTime} (draft-alvestrand-rmcat-remb-03 section 2). */
  ABS_SEND_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"),
  /** {@link TransportSequence} (draft-holmer-rmcat-transport-wide-cc-extensions-01). */
  TRANSPORT_SEQUENCE("http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"),
  /** {@link VideoOrientation} (3GPP TS 26.114 section 7.4.5). */
  VIDEO_ORIENTATION("urn:3gpp:video-orientation"),
  /** {@link PlayoutDelay} (libwebrtc docs, playout-delay). */
  PLAYOUT_DELAY("http://www.webrtc.org/experiments/rtp-hdrext/playout-delay"),
  /** Which frames a frame depends on (AV1 RTP payload format, appendix A). */
  DEPENDENCY_DESCRIPTOR(
      "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension"),
  /** Bit rates and sizes of the layers being sent (libwebrtc docs, video-layers-allocation00). */
  VIDEO_LAYERS_ALLOCATION("http://www.webrtc.org/experiments/rtp-hdrext/video-layers-allocation00"),
  /** NTP time of capture (libwebrtc docs, abs-capture-time). */
  ABS_CAPTURE_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time");

  private static final HeaderExtension[] ALL = values();

  private final String uri;

  HeaderExtension(String uri) {
    this.uri = uri;
  }

  public String uri() {
    return uri;
  }

  /** The extension of this URI, if we know it. */
  public static Optional<HeaderExtension> ofUri(String uri) {
    for (HeaderExtension extension : ALL) {
      if (extension.uri.equals(uri)) {
        return Optional.of(extension);
      }
    }
    return Optional.empty();
  }
}
