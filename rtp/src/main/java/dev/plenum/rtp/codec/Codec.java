package dev.plenum.rtp.codec;

import java.util.Optional;

/** The codecs that Plenum forwards, by the encoding name that SDP's {@code rtpmap} gives them. */
public enum Codec {
  VP8("VP8"),
  VP9("VP9"),
  H264("H264"),
  AV1("AV1"),
  OPUS("opus"),
  /** Redundant audio around Opus (RFC 2198); passed through as it is. */
  RED("red");

  private static final Codec[] ALL = values();

  private final String encodingName;

  Codec(String encodingName) {
    this.encodingName = encodingName;
  }

  public String encodingName() {
    return encodingName;
  }

  public boolean isVideo() {
    return this != OPUS && this != RED;
  }

  /** The codec of this encoding name in any case, if we forward it. */
  public static Optional<Codec> ofEncodingName(String encodingName) {
    for (Codec codec : ALL) {
      if (codec.encodingName.equalsIgnoreCase(encodingName)) {
        return Optional.of(codec);
      }
    }
    return Optional.empty();
  }
}
