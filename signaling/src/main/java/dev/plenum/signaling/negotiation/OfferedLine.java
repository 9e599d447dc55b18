package dev.plenum.signaling.negotiation;

import dev.plenum.rtp.codec.Codec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.sdp.Direction;
import dev.plenum.signaling.sdp.MediaSection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * An m-line that can be accepted.
 *
 * @param formats those that can be forwarded, at least one, as the offer prefers them
 */
record OfferedLine(String mid, MediaSection section, List<OfferedFormat> formats) {

  boolean isVideo() {
    return section.media().equals("video");
  }

  Direction direction() {
    return section.direction();
  }

  /**
   * The formats to answer with, the first one is what a browser sends. A slot takes all, since
   * whatever a publisher sends should find its like; a publisher sends one format of each codec,
   * the one that most receivers decode. A microphone is asked for copies, so that what gets lost on
   * the way here can be restored; but what is encrypted end to end cannot be taken apart here.
   */
  Collection<OfferedFormat> formatsFor(LineRole role) {
    if (role.publishes() == null) {
      return formats;
    }
    var best = new LinkedHashMap<Codec, OfferedFormat>();
    for (OfferedFormat format : formats) {
      best.merge(format.codec(), format, (a, b) -> b.rank() < a.rank() ? b : a);
    }
    if (role.encrypted()) {
      best.remove(Codec.RED);
    } else if (role.publishes() == SourceKind.MICROPHONE && best.containsKey(Codec.RED)) {
      best.putFirst(Codec.RED, best.get(Codec.RED));
    }
    return best.values();
  }
}
