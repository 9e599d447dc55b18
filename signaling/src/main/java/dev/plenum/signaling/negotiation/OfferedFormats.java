package dev.plenum.signaling.negotiation;

import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.signaling.sdp.Attribute;
import dev.plenum.signaling.sdp.Fmtp;
import dev.plenum.signaling.sdp.MediaSection;
import dev.plenum.signaling.sdp.RtcpFeedback;
import dev.plenum.signaling.sdp.RtpMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds, among the payload types of an m-line, those which can be forwarded. */
final class OfferedFormats {

  private static final int VIDEO_CLOCK_HZ = 90_000;
  private static final int OPUS_CLOCK_HZ = 48_000;
  private static final int NO_RTX = -1;

  /**
   * What an absent profile-level-id means to libwebrtc (api/video_codecs/h264_profile_level_id.cc).
   */
  private static final String DEFAULT_H264_PROFILE = "42e01f";

  /** What an m-line says of its formats; the slots of an offer all say the same. */
  record Description(String media, List<String> formats, List<Attribute> attributes) {

    static Description of(MediaSection section) {
      var attributes = new ArrayList<Attribute>();
      for (Attribute attribute : section.attributes().list()) {
        switch (attribute) {
          case RtpMap _, Fmtp _, RtcpFeedback _ -> attributes.add(attribute);
          default -> {
            // Of something else.
          }
        }
      }
      return new Description(section.media(), section.formats(), attributes);
    }
  }

  private final Description description;
  private final Map<Integer, RtpMap> rtpMaps = new HashMap<>();
  private final Map<Integer, Fmtp> fmtps = new HashMap<>();
  private final Map<Integer, Integer> rtxPayloadTypes = new HashMap<>();
  private final List<RtcpFeedback> feedback = new ArrayList<>();

  private OfferedFormats(Description description) {
    this.description = description;
    for (Attribute attribute : description.attributes()) {
      switch (attribute) {
        case RtpMap map -> rtpMaps.put(map.payloadType(), map);
        case Fmtp fmtp -> fmtps.put(fmtp.payloadType(), fmtp);
        case RtcpFeedback one -> feedback.add(one);
        default -> throw new IllegalStateException("nothing else describes formats");
      }
    }
    for (RtpMap map : rtpMaps.values()) {
      if (map.is("rtx") && description.formats().contains("" + map.payloadType())) {
        number(map.payloadType(), "apt")
            .ifPresent(repaired -> rtxPayloadTypes.put(repaired, map.payloadType()));
      }
    }
  }

  /** In the order of the m-line, which is the offerer's preference. */
  static List<OfferedFormat> of(Description description) {
    return List.copyOf(new OfferedFormats(description).forwardable());
  }

  private List<OfferedFormat> forwardable() {
    return description.formats().stream()
        .flatMap(format -> number(format).stream())
        .distinct()
        .flatMap(payloadType -> Optional.ofNullable(rtpMaps.get(payloadType)).stream())
        .flatMap(map -> forwardable(map).stream())
        .toList();
  }

  private Optional<OfferedFormat> forwardable(RtpMap map) {
    return Codec.ofEncodingName(map.encoding())
        .filter(codec -> fits(codec, map))
        .flatMap(codec -> offered(codec, map));
  }

  private boolean fits(Codec codec, RtpMap map) {
    return description.media().equals(codec.isVideo() ? "video" : "audio")
        && map.clockRateHz() == (codec.isVideo() ? VIDEO_CLOCK_HZ : OPUS_CLOCK_HZ);
  }

  private Optional<OfferedFormat> offered(Codec codec, RtpMap map) {
    int payloadType = map.payloadType();
    return switch (codec) {
      case VP8, OPUS -> Optional.of(offered(codec, map, "", 0));
      case VP9 -> {
        int profile = number(payloadType, "profile-id").orElse(0);
        yield Optional.of(offered(codec, map, "" + profile, profile));
      }
      case AV1 -> {
        int profile = number(payloadType, "profile").orElse(0);
        yield Optional.of(offered(codec, map, "" + profile, profile));
      }
      case H264 -> {
        int mode = number(payloadType, "packetization-mode").orElse(0);
        yield H264Profile.of(
                parameter(payloadType, "profile-level-id").orElse(DEFAULT_H264_PROFILE))
            .map(
                profile ->
                    offered(codec, map, profile.withPacketizationMode(mode), profile.rank(mode)));
      }
      case RED -> redundant(payloadType).map(opus -> offered(codec, map, "" + opus, 0));
    };
  }

  private OfferedFormat offered(Codec codec, RtpMap map, String profile, int rank) {
    int payloadType = map.payloadType();
    int rtx = rtxPayloadTypes.getOrDefault(payloadType, NO_RTX);
    Fmtp fmtp = fmtps.get(payloadType);
    return new OfferedFormat(
        new CodecSpec(codec, payloadType, map.clockRateHz(), rtx, profile),
        map,
        fmtp == null ? "" : fmtp.parameters(),
        feedback.stream()
            .filter(offered -> offered.appliesTo(payloadType))
            .map(RtcpFeedback::feedback)
            .filter(FormatAnswer::isKnown)
            .distinct()
            .toList(),
        rank);
  }

  /**
   * The payload type of the blocks in RED (RFC 2198 section 5). Empty where it is not Opus alone.
   */
  private Optional<Integer> redundant(int payloadType) {
    Fmtp fmtp = fmtps.get(payloadType);
    if (fmtp == null) {
      return Optional.empty();
    }
    List<String> blocks = List.of(fmtp.parameters().split("/"));
    return number(blocks.getFirst())
        .filter(block -> blocks.stream().allMatch(blocks.getFirst()::equals))
        .filter(block -> rtpMaps.containsKey(block) && rtpMaps.get(block).is("opus"));
  }

  private Optional<String> parameter(int payloadType, String name) {
    return Optional.ofNullable(fmtps.get(payloadType)).flatMap(fmtp -> fmtp.parameter(name));
  }

  private Optional<Integer> number(int payloadType, String name) {
    return parameter(payloadType, name).flatMap(OfferedFormats::number);
  }

  private static Optional<Integer> number(String text) {
    try {
      int value = Integer.parseInt(text.strip());
      return value >= 0 && value <= MediaSection.MAX_PAYLOAD_TYPE
          ? Optional.of(value)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
