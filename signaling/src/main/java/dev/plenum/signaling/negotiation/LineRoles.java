package dev.plenum.signaling.negotiation;

import static java.util.stream.Collectors.toMap;

import dev.plenum.sfu.control.SlotSpec;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.sdp.SdpException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what each m-line of an offer is for. */
final class LineRoles {

  private final NegotiationRequest request;
  private final int audioSlots;
  private final Map<String, SlotSpec.Kind> previousSlots;
  private final Set<SourceKind> taken = EnumSet.noneOf(SourceKind.class);
  private int loudestSlots;

  private LineRoles(NegotiationRequest request, int audioSlots) {
    this.request = request;
    this.audioSlots = audioSlots;
    Negotiated previous = request.previous();
    previousSlots =
        previous == null
            ? Map.of()
            : previous.spec().slots().stream().collect(toMap(SlotSpec::mid, SlotSpec::kind));
  }

  /**
   * By mid, in the order of the offer.
   *
   * @param audioSlots how many receiving audio m-lines carry the loudest microphones
   */
  static Map<String, LineRole> of(Offer offer, NegotiationRequest request, int audioSlots) {
    checkKinds(offer, request.kinds());
    var roles = new LineRoles(request, audioSlots);
    var byMid = new LinkedHashMap<String, LineRole>();
    offer.lines().forEach((mid, line) -> byMid.put(mid, roles.role(line)));
    return byMid;
  }

  private static void checkKinds(Offer offer, Map<String, SourceKind> kinds) {
    var seen = EnumSet.noneOf(SourceKind.class);
    kinds.forEach(
        (mid, kind) -> {
          OfferedLine line = offer.lines().get(mid);
          if (line == null) {
            throw new SdpException(
                "sources names the mid " + mid + ", which no acceptable m-line of the offer has",
                "Send the mids of the offer's own m-lines.");
          }
          if (line.isVideo() != kind.isVideo()) {
            throw new SdpException(
                "the m-line " + mid + " is " + line.section().media() + ", its source is " + kind,
                "Give each source an m-line of its media.");
          }
          if (!seen.add(kind)) {
            throw new SdpException(
                "two m-lines carry the source " + kind, "Send each kind of source once.");
          }
        });
  }

  private LineRole role(OfferedLine line) {
    return new LineRole(
        line.direction().sends() ? publishes(line) : null,
        request.encrypted().contains(line.mid()),
        line.direction().receives() ? slot(line) : null);
  }

  private @Nullable SourceKind publishes(OfferedLine line) {
    SourceKind kind =
        request.kinds().isEmpty() ? nextKind(line.isVideo()) : request.kinds().get(line.mid());
    return kind != null && request.csrcs().containsKey(kind) ? kind : null;
  }

  /** Kinds are declared in the order in which unnamed m-lines get them. */
  private @Nullable SourceKind nextKind(boolean video) {
    for (SourceKind kind : SourceKind.values()) {
      if (kind.isVideo() == video && taken.add(kind)) {
        return kind;
      }
    }
    return null;
  }

  private SlotSpec.@Nullable Kind slot(OfferedLine line) {
    SlotSpec.Kind kind = slotKind(line);
    return request.mayReceive() ? kind : null;
  }

  /** A slot stays what it was: only m-lines that come later are counted on. */
  private SlotSpec.Kind slotKind(OfferedLine line) {
    if (line.isVideo()) {
      return SlotSpec.Kind.VIDEO;
    }
    SlotSpec.Kind kind = previousSlots.get(line.mid());
    if (kind == null) {
      kind = loudestSlots < audioSlots ? SlotSpec.Kind.AUDIO : SlotSpec.Kind.SCREEN_AUDIO;
    }
    if (kind == SlotSpec.Kind.AUDIO) {
      loudestSlots++;
    }
    return kind;
  }
}
