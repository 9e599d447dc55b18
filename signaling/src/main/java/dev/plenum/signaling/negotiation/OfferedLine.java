package dev.plenum.signaling.negotiation;

import dev.plenum.rtp.codec.Codec;
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
   * The formats to answer with. A slot takes all, since whatever a publisher sends should find its
   * like; a publisher sends one format of each codec, the one that most receivers decode. What is
   * encrypted end to end cannot be taken out of redundant audio here, nor packed into it.
   */
  Collection<OfferedFormat> formatsFor(LineRole role) {
    if (role.publishes() == null) {
      return formats;
    }
    var best = new LinkedHashMap<Codec, OfferedFormat>();
    for (OfferedFormat format : formats) {
      if (role.encrypted() && format.codec() == Codec.RED) {
        continue;
      }
      best.merge(format.codec(), format, (a, b) -> b.rank() < a.rank() ? b : a);
    }
    return best.values();
  }
}
