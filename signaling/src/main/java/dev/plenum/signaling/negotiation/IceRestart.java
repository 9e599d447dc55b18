package dev.plenum.signaling.negotiation;

import dev.plenum.sfu.control.IceParameters;
import dev.plenum.signaling.sdp.Attribute;
import dev.plenum.signaling.sdp.Attributes;
import dev.plenum.signaling.sdp.MediaSection;
import dev.plenum.signaling.sdp.PlainAttribute;
import dev.plenum.signaling.sdp.SdpFragment;
import dev.plenum.signaling.sdp.SessionDescription;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Puts new ICE credentials into what was negotiated. */
final class IceRestart {

  private static final Set<String> SESSION_KEYS = Set.of("group", "ice-lite", "ice-options");
  private static final Set<String> MEDIA_KEYS =
      Set.of("mid", "ice-ufrag", "ice-pwd", "candidate", "end-of-candidates");

  private IceRestart() {}

  static Negotiated of(Negotiated previous, IceParameters local, IceParameters remote) {
    SessionDescription answer = previous.answer();
    List<MediaSection> media =
        answer.media().stream()
            .map(section -> section.with(restarted(section.attributes(), local)))
            .toList();
    return new Negotiated(
        new SessionDescription(answer.origin().next(), answer.attributes(), media),
        previous.spec().withIce(local, remote));
  }

  private static Attributes restarted(Attributes attributes, IceParameters local) {
    UnaryOperator<Attribute> restart =
        attribute ->
            switch (attribute.key()) {
              case "ice-ufrag" -> new PlainAttribute("ice-ufrag", local.ufrag());
              case "ice-pwd" -> new PlainAttribute("ice-pwd", local.password());
              default -> attribute;
            };
    return new Attributes(attributes.list().stream().map(restart).toList());
  }

  /** The ICE part of an answer: of its m-lines, the one that carries the candidates. */
  static SdpFragment fragment(SessionDescription answer) {
    List<MediaSection> media =
        answer.media().stream()
            .filter(section -> section.attributes().has("candidate"))
            .map(section -> section.with(only(MEDIA_KEYS, section.attributes())))
            .toList();
    return new SdpFragment(only(SESSION_KEYS, answer.attributes()), media);
  }

  /**
   * What is left of an answer for restarts and further offers: its origin, ICE, m-lines by number.
   */
  static SessionDescription remembered(SessionDescription answer) {
    List<MediaSection> media =
        answer.media().stream()
            .map(
                section ->
                    section.attributes().has("candidate")
                        ? section.with(only(MEDIA_KEYS, section.attributes()))
                        : section.bare())
            .toList();
    return new SessionDescription(answer.origin(), only(SESSION_KEYS, answer.attributes()), media);
  }

  private static Attributes only(Set<String> keys, Attributes attributes) {
    return new Attributes(
        attributes.list().stream().filter(attribute -> keys.contains(attribute.key())).toList());
  }
}
