package dev.plenum.signaling.negotiation;

import static java.util.stream.Collectors.joining;

import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.sdp.Attribute;
import dev.plenum.signaling.sdp.Fmtp;
import dev.plenum.signaling.sdp.RtcpFeedback;
import dev.plenum.signaling.sdp.RtpMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an answer says of the formats of one m-line.
 *
 * @param payloadTypes of the m-line, each codec followed by its RTX
 */
record FormatAnswer(List<String> payloadTypes, List<Attribute> attributes) {

  private static final String TRANSPORT_FEEDBACK = "transport-cc";

  /** REMB, which is older than transport-wide feedback and stands in for it. */
  private static final String ESTIMATE_FEEDBACK = "goog-remb";

  private static final Set<String> VIDEO_REPAIR = Set.of("nack", "nack pli", "ccm fir");

  /** In-band FEC bridges single losses; nothing is sent in silence (RFC 7587 section 6.1). */
  private static final String SPEECH = "minptime=10;useinbandfec=1;usedtx=1";

  /** A shared screen plays music and film: stereo, and silence is sent too. */
  private static final String SOUND = "minptime=10;stereo=1;useinbandfec=1";

  static FormatAnswer of(
      Collection<OfferedFormat> formats, LineRole role, boolean transportFeedback) {
    return new FormatAnswer(payloadTypes(formats), attributes(formats, role, transportFeedback));
  }

  private static List<String> payloadTypes(Collection<OfferedFormat> formats) {
    var payloadTypes = new ArrayList<String>();
    for (OfferedFormat format : formats) {
      payloadTypes.add(Integer.toString(format.payloadType()));
      if (hasRtx(format)) {
        payloadTypes.add(Integer.toString(format.spec().rtxPayloadType()));
      }
    }
    return payloadTypes;
  }

  private static List<Attribute> attributes(
      Collection<OfferedFormat> formats, LineRole role, boolean transportFeedback) {
    var attributes = new ArrayList<Attribute>();
    for (OfferedFormat format : formats) {
      int payloadType = format.payloadType();
      attributes.add(format.rtpMap());
      for (String feedback : format.feedback()) {
        if (isWanted(feedback, format.codec(), transportFeedback)) {
          attributes.add(new RtcpFeedback(payloadType, feedback));
        }
      }
      String parameters = parameters(format, role);
      if (!parameters.isEmpty()) {
        attributes.add(new Fmtp(payloadType, parameters));
      }
      if (hasRtx(format)) {
        int rtx = format.spec().rtxPayloadType();
        attributes.add(new RtpMap(rtx, "rtx", format.spec().clockRateHz(), 1));
        attributes.add(new Fmtp(rtx, "apt=" + payloadType));
      }
    }
    return attributes;
  }

  static boolean hasRtx(OfferedFormat format) {
    return format.spec().rtxPayloadType() >= 0;
  }

  /** Whether an answer may name this kind of RTCP feedback at all. */
  static boolean isKnown(String feedback) {
    return feedback.equals(TRANSPORT_FEEDBACK)
        || feedback.equals(ESTIMATE_FEEDBACK)
        || VIDEO_REPAIR.contains(feedback);
  }

  private static boolean isWanted(String feedback, Codec codec, boolean transportFeedback) {
    return switch (feedback) {
      case TRANSPORT_FEEDBACK -> transportFeedback;
      case ESTIMATE_FEEDBACK -> !transportFeedback;
      default -> codec.isVideo() && VIDEO_REPAIR.contains(feedback);
    };
  }

  private static String parameters(OfferedFormat format, LineRole role) {
    if (format.codec() != Codec.OPUS || role.publishes() == null) {
      return withoutSenderProperties(format.parameters());
    }
    return role.publishes() == SourceKind.MICROPHONE ? SPEECH : SOUND;
  }

  /** Parameters such as {@code sprop-parameter-sets} tell of the offerer's own stream. */
  private static String withoutSenderProperties(String parameters) {
    return Stream.of(parameters.split(";"))
        .filter(parameter -> !parameter.strip().startsWith("sprop-"))
        .collect(joining(";"));
  }
}
