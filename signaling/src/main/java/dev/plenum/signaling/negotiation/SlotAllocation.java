package dev.plenum.signaling.negotiation;

import static java.util.stream.Collectors.toMap;

import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.signaling.sdp.Ssrc;
import java.util.Collection;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Gives each slot its SSRCs: those it had, or new ones that nobody in the session uses. */
final class SlotAllocation {

  private static final int NO_RTX = 0;

  private final Map<String, SlotSpec> previousSlots;
  private final SsrcAllocator ssrcs;

  SlotAllocation(Offer offer, @Nullable Negotiated previous, RandomGenerator random) {
    ssrcs = new SsrcAllocator(random);
    offer.description().media().stream()
        .flatMap(section -> section.attributes().all(Ssrc.class).stream())
        .forEach(offered -> ssrcs.take(offered.ssrc()));
    previousSlots =
        previous == null
            ? Map.of()
            : previous.spec().slots().stream().collect(toMap(SlotSpec::mid, slot -> slot));
    for (SlotSpec slot : previousSlots.values()) {
      ssrcs.take(slot.ssrc());
      ssrcs.take(slot.rtxSsrc());
    }
  }

  SlotSpec slot(String mid, SlotSpec.Kind kind, Collection<OfferedFormat> formats) {
    SlotSpec previous = previousSlots.get(mid);
    int ssrc = previous == null ? ssrcs.next() : previous.ssrc();
    int rtxSsrc = previous == null ? NO_RTX : previous.rtxSsrc();
    if (formats.stream().noneMatch(FormatAnswer::hasRtx)) {
      rtxSsrc = NO_RTX;
    } else if (rtxSsrc == NO_RTX) {
      rtxSsrc = ssrcs.next();
    }
    return new SlotSpec(
        mid, kind, ssrc, rtxSsrc, formats.stream().map(OfferedFormat::spec).toList());
  }
}
