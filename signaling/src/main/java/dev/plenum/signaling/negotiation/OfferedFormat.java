package dev.plenum.signaling.negotiation;

import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.signaling.sdp.RtpMap;
import java.util.List;

/**
 * A payload type of an m-line that carries a codec which is forwarded.
 *
 * @param parameters of {@code fmtp}, empty for none
 * @param feedback kinds of RTCP feedback that were offered and are known, each once
 * @param rank among formats of one codec: the lower, the more receivers decode it
 */
record OfferedFormat(
    CodecSpec spec, RtpMap rtpMap, String parameters, List<String> feedback, int rank) {

  Codec codec() {
    return spec.codec();
  }

  int payloadType() {
    return spec.payloadType();
  }
}
