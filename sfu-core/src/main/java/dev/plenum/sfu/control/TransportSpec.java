package dev.plenum.sfu.control;

import dev.plenum.rtp.HeaderExtension;
import java.util.List;
import java.util.Map;

/**
 * What an offer and its answer agreed on for one participant's transport.
 *
 * @param participantId unique in the room
 * @param cname the RTCP canonical name for what the server sends to this participant
 * @param local the server's ICE parameters, from {@link MediaRoom#newIceParameters()}
 * @param remote the participant's ICE parameters
 * @param fingerprints of the participant's certificate, each an SDP attribute value such as {@code
 *     sha-256 AB:CD:…}; the certificate must match one of them
 * @param publishes the m-lines on which the participant sends
 * @param slots the m-lines on which the server sends
 * @param extensions the header extensions in use, by their negotiated ids 1–255; one table serves
 *     both directions and all m-lines of the bundle
 * @param steerable whether the participant's client does what {@link RoomListener#encodings} tells;
 *     what another sends is taken as it comes
 */
public record TransportSpec(
    String participantId,
    String cname,
    IceParameters local,
    IceParameters remote,
    List<String> fingerprints,
    List<PublishSpec> publishes,
    List<SlotSpec> slots,
    Map<HeaderExtension, Integer> extensions,
    boolean steerable) {

  public TransportSpec {
    fingerprints = List.copyOf(fingerprints);
    publishes = List.copyOf(publishes);
    slots = List.copyOf(slots);
    extensions = Map.copyOf(extensions);
  }

  /** The same with other ICE credentials. */
  public TransportSpec withIce(IceParameters local, IceParameters remote) {
    return new TransportSpec(
        participantId, cname, local, remote, fingerprints, publishes, slots, extensions, steerable);
  }

  /** The same with other slots. */
  public TransportSpec withSlots(List<SlotSpec> slots) {
    return new TransportSpec(
        participantId, cname, local, remote, fingerprints, publishes, slots, extensions, steerable);
  }
}
