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

  /**
   * The same without what of the answer was for the peer alone: as much as a further offer or an
   * ICE restart goes on from.
   */
  public Negotiated remembered() {
    return new Negotiated(IceRestart.remembered(answer), spec);
  }

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
