package dev.plenum.signaling.negotiation;

import dev.plenum.sfu.control.IceCandidate;
import dev.plenum.sfu.control.IceParameters;
import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.signaling.sdp.Attribute;
import dev.plenum.signaling.sdp.Attributes;
import dev.plenum.signaling.sdp.Candidate;
import dev.plenum.signaling.sdp.Direction;
import dev.plenum.signaling.sdp.Fingerprint;
import dev.plenum.signaling.sdp.Group;
import dev.plenum.signaling.sdp.MediaSection;
import dev.plenum.signaling.sdp.PlainAttribute;
import dev.plenum.signaling.sdp.Rid;
import dev.plenum.signaling.sdp.Setup;
import dev.plenum.signaling.sdp.Simulcast;
import dev.plenum.signaling.sdp.Ssrc;
import dev.plenum.signaling.sdp.SsrcGroup;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Puts decisions into the words of an answer. */
final class AnswerWriter {

  /** Discard: the candidates say where to send (RFC 8839 section 4.2.1.3). */
  private static final int NO_PORT = 9;

  private static final int REJECTED_PORT = 0;
  private static final int RTP_COMPONENT = 1;
  private static final String COMMON_STREAM = "plenum";

  private final Offer offer;
  private final IceParameters ice;
  private final Fingerprint fingerprint;
  private final String cname;
  private final boolean transportFeedback;
  private final SlotStreams streams;

  /** What slots are answered with, by the formats which many of them share. */
  private final IdentityHashMap<List<OfferedFormat>, FormatAnswer> slotFormats =
      new IdentityHashMap<>();

  AnswerWriter(
      Offer offer, IceParameters ice, Fingerprint fingerprint, String cname, SlotStreams streams) {
    this.offer = offer;
    this.transportFeedback = offer.hasTransportFeedback();
    this.ice = ice;
    this.fingerprint = fingerprint;
    this.cname = cname;
    this.streams = streams;
  }

  Attributes session() {
    var attributes = new ArrayList<Attribute>();
    attributes.add(new Group(Group.BUNDLE, offer.bundle()));
    attributes.add(PlainAttribute.flag("ice-lite"));
    attributes.add(new PlainAttribute("ice-options", "ice2"));
    echo("extmap-allow-mixed", offer.description().attributes(), attributes);
    attributes.add(new PlainAttribute("msid-semantic", "WMS *"));
    return new Attributes(attributes);
  }

  /** An m-line that is not taken; it keeps its place. */
  static MediaSection rejected(MediaSection offered) {
    var attributes = new ArrayList<Attribute>();
    offered.mid().ifPresent(mid -> attributes.add(new PlainAttribute("mid", mid)));
    attributes.add(Direction.INACTIVE);
    return new MediaSection(
        offered.media(),
        REJECTED_PORT,
        offered.protocol(),
        offered.formats(),
        new Attributes(attributes));
  }

  /**
   * @param candidates the server's, for the first m-line of the bundle; none for the others
   */
  MediaSection accepted(LineAnswer answer, List<IceCandidate> candidates) {
    MediaSection offered = answer.line().section();
    var attributes = new ArrayList<Attribute>();
    addTransport(attributes);
    attributes.add(new PlainAttribute("mid", answer.line().mid()));
    echo("extmap-allow-mixed", offered.attributes(), attributes);
    attributes.addAll(answer.extensions());
    attributes.add(answer.role().direction());
    attributes.add(PlainAttribute.flag("rtcp-mux"));
    echo("rtcp-rsize", offered.attributes(), attributes);
    FormatAnswer formats = formats(answer);
    attributes.addAll(formats.attributes());
    addSimulcast(answer.rids(), attributes);
    SlotSpec slot = answer.slot();
    if (slot != null) {
      addSlot(slot, attributes);
    }
    addCandidates(candidates, attributes);
    return new MediaSection(
        offered.media(),
        NO_PORT,
        offered.protocol(),
        formats.payloadTypes(),
        new Attributes(attributes));
  }

  private FormatAnswer formats(LineAnswer answer) {
    return answer.role().publishes() == null
        ? slotFormats.computeIfAbsent(
            answer.formats(), formats -> FormatAnswer.of(formats, answer.role(), transportFeedback))
        : FormatAnswer.of(answer.formats(), answer.role(), transportFeedback);
  }

  private static void echo(String flag, Attributes offered, List<Attribute> attributes) {
    if (offered.has(flag)) {
      attributes.add(PlainAttribute.flag(flag));
    }
  }

  private void addTransport(List<Attribute> attributes) {
    attributes.add(new PlainAttribute("ice-ufrag", ice.ufrag()));
    attributes.add(new PlainAttribute("ice-pwd", ice.password()));
    attributes.add(fingerprint);
    attributes.add(Setup.PASSIVE);
  }

  private static void addSimulcast(List<Rid> rids, List<Attribute> attributes) {
    if (!rids.isEmpty()) {
      rids.forEach(rid -> attributes.add(new Rid(rid.id(), false, rid.restrictions())));
      attributes.add(
          new Simulcast(List.of(), rids.stream().map(rid -> List.of(rid.id())).toList()));
    }
  }

  private void addSlot(SlotSpec slot, List<Attribute> attributes) {
    String name = "slot-" + slot.mid();
    String stream = streams == SlotStreams.COMMON ? COMMON_STREAM : name;
    attributes.add(new PlainAttribute("msid", stream + " " + name));
    if (slot.rtxSsrc() != 0) {
      attributes.add(new SsrcGroup(SsrcGroup.RETRANSMISSION, List.of(slot.ssrc(), slot.rtxSsrc())));
    }
    attributes.add(new Ssrc(slot.ssrc(), "cname:" + cname));
    if (slot.rtxSsrc() != 0) {
      attributes.add(new Ssrc(slot.rtxSsrc(), "cname:" + cname));
    }
  }

  private static void addCandidates(List<IceCandidate> candidates, List<Attribute> attributes) {
    int foundation = 0;
    for (IceCandidate candidate : candidates) {
      foundation++;
      attributes.add(
          new Candidate(
              Integer.toString(foundation),
              RTP_COMPONENT,
              candidate.tcp() ? "tcp" : "udp",
              candidate.priority(),
              candidate.address(),
              candidate.port(),
              "host",
              candidate.tcp() ? "tcptype passive" : ""));
    }
    if (!candidates.isEmpty()) {
      attributes.add(PlainAttribute.flag("end-of-candidates"));
    }
  }
}
