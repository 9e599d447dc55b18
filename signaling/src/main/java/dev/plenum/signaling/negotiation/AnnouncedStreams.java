package dev.plenum.signaling.negotiation;

import dev.plenum.sfu.control.PublishSpec.AnnouncedStream;
import dev.plenum.signaling.sdp.MediaSection;
import dev.plenum.signaling.sdp.Ssrc;
import dev.plenum.signaling.sdp.SsrcGroup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The SSRCs that a publishing m-line announces (RFC 5576). */
final class AnnouncedStreams {

  private static final int MAX_STREAMS = 3;
  private static final int NO_RTX = 0;

  private AnnouncedStreams() {}

  /** Media streams with their retransmission streams; what only repairs is none of its own. */
  static List<AnnouncedStream> of(MediaSection section) {
    Map<Integer, Integer> rtx = new HashMap<>();
    Set<Integer> repairing = new HashSet<>();
    for (SsrcGroup group : section.attributes().all(SsrcGroup.class)) {
      boolean repairs =
          group.semantics().equals(SsrcGroup.RETRANSMISSION)
              || group.semantics().equals(SsrcGroup.ERROR_CORRECTION);
      if (repairs && group.ssrcs().size() == 2) {
        repairing.add(group.ssrcs().getLast());
        if (group.semantics().equals(SsrcGroup.RETRANSMISSION)) {
          rtx.put(group.ssrcs().getFirst(), group.ssrcs().getLast());
        }
      }
    }
    return section.attributes().all(Ssrc.class).stream()
        .map(Ssrc::ssrc)
        .distinct()
        .filter(ssrc -> !repairing.contains(ssrc))
        .limit(MAX_STREAMS)
        .map(ssrc -> new AnnouncedStream(ssrc, rtx.getOrDefault(ssrc, NO_RTX)))
        .toList();
  }
}
