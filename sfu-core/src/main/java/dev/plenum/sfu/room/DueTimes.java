package dev.plenum.sfu.room;

import dev.plenum.sfu.stream.Deadline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owner: the room's loop. When each member is to be looked after next.
 *
 * <p>The times lie in one array, eight to a cache line: walking over those of whom nothing is due
 * touches nothing of theirs. That is cheaper than a queue by time, which is changed whenever a
 * packet brings something forward.
 */
final class DueTimes<T> {

  private static final int FIRST_PLACES = 8;

  /** Somebody who is taken and not planned anew, because of a bug, is due again after this. */
  private static final long UNPLANNED_NANOS = 1_000_000_000;

  private final List<@Nullable T> members = new ArrayList<>();
  private long[] dueNanos = new long[FIRST_PLACES];
  private long latestNanos;

  DueTimes(long nowNanos) {
    latestNanos = nowNanos;
  }

  /**
   * A member comes, and is due at once.
   *
   * @return its place
   */
  int add(T member) {
    int free = members.indexOf(null);
    int place = free < 0 ? members.size() : free;
    if (place == members.size()) {
      members.add(member);
    } else {
      members.set(place, member);
    }
    if (place == dueNanos.length) {
      dueNanos = Arrays.copyOf(dueNanos, 2 * place);
    }
    dueNanos[place] = latestNanos;
    return place;
  }

  void remove(int place) {
    members.set(place, null);
    dueNanos[place] = Deadline.NONE;
  }

  /** The member is due then, if not before. */
  void bringForward(int place, long nanos) {
    dueNanos[place] = Deadline.earlier(dueNanos[place], nanos);
  }

  /** The member is due when it is looked next. */
  void atOnce(int place) {
    bringForward(place, latestNanos);
  }

  /** Appends all who are due; they are not due any more, and to be planned anew. */
  void take(List<T> due, long nowNanos) {
    latestNanos = nowNanos;
    for (int place = 0; place < members.size(); place++) {
      if (Deadline.isDue(dueNanos[place], nowNanos)) {
        dueNanos[place] = nowNanos + UNPLANNED_NANOS;
        T member = members.get(place);
        if (member != null) {
          due.add(member);
        }
      }
    }
  }
}
