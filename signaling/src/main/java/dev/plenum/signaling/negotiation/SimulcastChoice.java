package dev.plenum.signaling.negotiation;

import dev.plenum.signaling.sdp.MediaSection;
import dev.plenum.signaling.sdp.Rid;
import dev.plenum.signaling.sdp.SdpException;
import dev.plenum.signaling.sdp.Simulcast;
import java.util.List;
import java.util.regex.Pattern;

/** Which simulcast layers of a publishing m-line are accepted (RFC 8853 section 5.3.2). */
final class SimulcastChoice {

  private static final int MAX_LAYERS = 3;

  /** RFC 8851 section 10, of a length that a one-byte header extension can carry. */
  private static final Pattern RID = Pattern.compile("[A-Za-z0-9_-]{1,16}");

  private SimulcastChoice() {}

  /** In the order of the offer; empty without simulcast. */
  static List<Rid> of(MediaSection section) {
    List<Rid> offered = section.attributes().all(Rid.class).stream().filter(Rid::sends).toList();
    return section
        .attributes()
        .first(Simulcast.class)
        .map(Simulcast::send)
        .orElse(List.of())
        .stream()
        .map(List::getFirst)
        .distinct()
        .limit(MAX_LAYERS)
        .map(id -> find(offered, id))
        .toList();
  }

  private static Rid find(List<Rid> offered, String id) {
    if (!RID.matcher(id).matches()) {
      throw new SdpException(
          "a rid is empty, longer than 16 characters, or has other characters than letters and digits",
          "Use short rids such as q, h and f.");
    }
    return offered.stream()
        .filter(rid -> rid.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new SdpException(
                    "simulcast names the rid " + id + ", which has no a=rid line",
                    "Write a=rid:" + id + " send."));
  }
}
