package dev.plenum.signaling.negotiation;

import dev.plenum.sfu.control.IceCandidate;
import dev.plenum.sfu.control.IceParameters;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.TransportSpec;
import dev.plenum.signaling.sdp.Fingerprint;
import dev.plenum.signaling.sdp.MediaSection;
import dev.plenum.signaling.sdp.Origin;
import dev.plenum.signaling.sdp.SdpException;
import dev.plenum.signaling.sdp.SdpFragment;
import dev.plenum.signaling.sdp.SdpReader;
import dev.plenum.signaling.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Answers offers for one room. Keeps nothing between offers: what a renegotiation must go on with
 * is in {@link NegotiationRequest#previous()}.
 */
public final class Negotiator {

  private static final String ADDRESS = "IN IP4 127.0.0.1";

  private final List<IceCandidate> candidates;
  private final Fingerprint fingerprint;
  private final Supplier<IceParameters> newIceParameters;
  private final int audioSlots;
  private final RandomGenerator random;

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
      RandomGenerator random) {
    this.candidates = List.copyOf(candidates);
    this.fingerprint = Fingerprint.of(fingerprint);
    this.newIceParameters = newIceParameters;
    this.audioSlots = audioSlots;
    this.random = random;
  }

  /**
   * @throws SdpException where the offer cannot be answered
   */
  public Negotiated negotiate(NegotiationRequest request) {
    Offer offer = Offer.of(SdpReader.read(request.offer()));
    PeerTransport peer = PeerTransport.of(offer);
    Negotiated previous = request.previous();
    if (previous != null) {
      checkContinues(offer, peer, previous);
    }
    var extensions = new ExtensionTable(offer);
    Map<String, LineAnswer> lines = decide(offer, request, extensions);
    IceParameters local = localIce(peer, previous);
    String cname = previous == null ? newName() : previous.spec().cname();

    var writer = new AnswerWriter(offer, local, fingerprint, cname, request.streams());
    var media = new ArrayList<MediaSection>();
    for (MediaSection offered : offer.description().media()) {
      LineAnswer line = lines.get(offered.mid().orElse(""));
      media.add(line == null ? AnswerWriter.rejected(offered) : accepted(line, offer, writer));
    }
    var spec =
        new TransportSpec(
            request.participantId(),
            cname,
            local,
            peer.ice(),
            peer.fingerprints(),
            lines.values().stream()
                .flatMap(line -> line.publishes(request.csrcs()).stream())
                .toList(),
            slots(lines),
            extensions.ids(),
            request.steerable());
    return new Negotiated(new SessionDescription(origin(previous), writer.session(), media), spec);
  }

  /**
   * Restarts ICE and changes nothing else (RFC 9725 section 4.3.3).
   *
   * @param fragment the peer's new credentials, as {@code application/trickle-ice-sdpfrag}
   * @return {@code previous} itself where the credentials are the old ones: candidates alone say
   *     nothing to a lite agent
   * @throws SdpException where the fragment cannot be read
   */
  public Negotiated restartIce(Negotiated previous, String fragment) {
    SdpFragment offered = SdpReader.readFragment(fragment);
    IceParameters remote = PeerTransport.ice(offered::value);
    return remote.equals(previous.spec().remote())
        ? previous
        : IceRestart.of(previous, newIceParameters.get(), remote);
  }

  private Map<String, LineAnswer> decide(
      Offer offer, NegotiationRequest request, ExtensionTable extensions) {
    var slots = new SlotAllocation(offer, request.previous(), random);
    Map<String, LineRole> roles = LineRoles.of(offer, request, audioSlots);
    var lines = new LinkedHashMap<String, LineAnswer>();
    roles.forEach(
        (mid, role) ->
            lines.put(
                mid,
                LineAnswer.of(
                    Objects.requireNonNull(offer.lines().get(mid)), role, extensions, slots)));
    return lines;
  }

  private MediaSection accepted(LineAnswer line, Offer offer, AnswerWriter writer) {
    boolean first = line.line().mid().equals(offer.bundle().getFirst());
    return writer.accepted(line, first ? candidates : List.of());
  }

  private static List<SlotSpec> slots(Map<String, LineAnswer> lines) {
    var slots = new ArrayList<SlotSpec>();
    for (LineAnswer line : lines.values()) {
      SlotSpec slot = line.slot();
      if (slot != null) {
        slots.add(slot);
      }
    }
    return slots;
  }

  /**
   * A changed user name fragment or password is the peer's wish to restart ICE (RFC 8839 section
   * 4.4.1.1.1).
   */
  private IceParameters localIce(PeerTransport peer, @Nullable Negotiated previous) {
    return previous != null && previous.spec().remote().equals(peer.ice())
        ? previous.spec().local()
        : newIceParameters.get();
  }

  private static void checkContinues(Offer offer, PeerTransport peer, Negotiated previous) {
    int before = previous.answer().media().size();
    int now = offer.description().media().size();
    if (now < before) {
      throw new SdpException(
          "the offer has " + now + " m-lines, there were " + before,
          "Keep every m-line in its place; set those out of use to inactive.");
    }
    if (!peer.fingerprints().equals(previous.spec().fingerprints())) {
      throw new SdpException(
          "the certificate's fingerprint has changed",
          "Offer from the same RTCPeerConnection, or resume with the offer of a new one.");
    }
  }

  private Origin origin(@Nullable Negotiated previous) {
    return previous == null
        ? new Origin("-", random.nextLong(Long.MAX_VALUE), 1, ADDRESS)
        : previous.answer().origin().next();
  }

  private String newName() {
    return Long.toHexString(random.nextLong());
  }
}
