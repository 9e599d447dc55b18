package dev.plenum.signaling.negotiation;

import dev.plenum.sfu.control.TransportSpec;
import dev.plenum.signaling.sdp.SdpWriter;
import dev.plenum.signaling.sdp.SessionDescription;

/**
 * What an offer came to.
 *
 * @param answer for the peer
 * @param spec for the media plane
 */
public record Negotiated(SessionDescription answer, TransportSpec spec) {

  public String answerSdp() {
    return SdpWriter.write(answer);
  }

  /**
   * The answer's ICE part alone, as {@code application/trickle-ice-sdpfrag} (RFC 8840 section 9).
   */
  public String iceFragment() {
    return SdpWriter.write(IceRestart.fragment(answer));
  }
}
