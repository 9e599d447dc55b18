package dev.plenum.sfu.room;

import dev.plenum.sfu.stream.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts wanted sources onto slots so that as little as possible changes: what a slot already shows
 * stays there, the rest goes to slots that show nothing wanted.
 */
final class SlotAssignment {

  private SlotAssignment() {}

  /**
   * Assigns sources to slots.
   *
   * @param shown what each slot shows now, null for nothing
   * @param wanted different sources, most important first; those beyond the number of slots are
   *     left out
   * @return for each slot the source that it is to show, null for none
   */
  static List<@Nullable Source> assign(List<@Nullable Source> shown, List<Source> wanted) {
    List<Source> waiting =
        new ArrayList<>(wanted.subList(0, Math.min(wanted.size(), shown.size())));
    List<@Nullable Source> assigned = new ArrayList<>(shown.size());
    for (Source source : shown) {
      assigned.add(source != null && waiting.remove(source) ? source : null);
    }
    for (int i = 0; i < assigned.size() && !waiting.isEmpty(); i++) {
      if (assigned.get(i) == null) {
        assigned.set(i, waiting.removeFirst());
      }
    }
    return assigned;
  }
}
