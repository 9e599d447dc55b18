package dev.plenum.signaling.negotiation;

import dev.plenum.sfu.control.IceCandidate;
import dev.plenum.sfu.control.IceParameters;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Answers offers for one room. */
public final class Negotiator {

  /**
   * @param candidates where the room's peers send to, best first
   * @param fingerprint of the node's certificate, such as {@code sha-256 AB:CD:…}
   * @param newIceParameters asked for a new transport and at an ICE restart
   * @param audioSlots the first so many receiving audio m-lines carry the loudest microphones,
   *     those behind them carry screens' sound
   * @param random for SSRCs and names
   */
  public Negotiator(
      List<IceCandidate> candidates,
      String fingerprint,
      Supplier<IceParameters> newIceParameters,
      int audioSlots,
      RandomGenerator random) {}

  /**
   * @throws dev.plenum.signaling.sdp.SdpException where the offer cannot be answered
   */
  @SuppressWarnings("DoNotCallSuggester") // replaced by the next commit
  public Negotiated negotiate(NegotiationRequest request) {
    throw new UnsupportedOperationException();
  }
}
