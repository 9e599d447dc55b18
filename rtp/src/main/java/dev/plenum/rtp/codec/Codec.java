package dev.plenum.rtp.codec;

import java.util.Optional;

/** The codecs that Plenum forwards, by the encoding name that SDP's {@code rtpmap} gives them. */
public enum Codec {
  VP8("VP8", 90_000),
  VP9("VP9", 90_000),
  H264("H264", 90_000),
  AV1("AV1", 90_000),
  OPUS("opus", 48_000),
  /** Redundant audio around Opus (RFC 2198): {@link RedBlocks} reads it. */
  RED("red", 48_000);

  private static final Codec[] ALL = values();

  private final String encodingName;
  private final int clockRateHz;

  Codec(String encodingName, int clockRateHz) {
    this.encodingName = encodingName;
    this.clockRateHz = clockRateHz;
  }

  public String encodingName() {
    return encodingName;
  }

  /** Ticks of the RTP timestamp per second. */
  public int clockRateHz() {
    return clockRateHz;
  }

  public boolean isVideo() {
    return this != OPUS && this != RED;
  }

  /** Reads this codec's payloads; one and the same for all streams and threads. */
  public PayloadParser parser() {
    return switch (this) {
      case VP8 -> Vp8Payload::parse;
      case VP9 -> Vp9Payload::parse;
      case H264 -> H264Payload::parse;
      case AV1 -> Av1Payload::parse;
      case OPUS, RED -> WholeFrames::parse;
    };
  }

  /** The codec of this encoding name in any case (RFC 8866 section 6.6), if we forward it. */
  public static Optional<Codec> ofEncodingName(String encodingName) {
    for (Codec codec : ALL) {
      if (codec.encodingName.equalsIgnoreCase(encodingName)) {
        return Optional.of(codec);
      }
    }
    return Optional.empty();
  }
}
