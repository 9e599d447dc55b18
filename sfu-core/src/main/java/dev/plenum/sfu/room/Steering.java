package dev.plenum.sfu.room;

import dev.plenum.bwe.orchestration.Plan.EncodingPlan;
import dev.plenum.sfu.control.SourceEncodings;
import dev.plenum.sfu.control.SourceEncodings.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Owner: the room's loop. What the publisher of one source was told to send of it, and what it is
 * to be told next. Encodings have the places that the publisher's offer gave them.
 *
 * <p>What the plan wants on is told at once. What it does not want any more goes off after a while,
 * and not before the last receiver has left it. Nothing is taken for granted: while the publisher
 * sends something else it is told again, the more seldom the longer it does not follow.
 */
final class Steering {
  /** Somebody who looks away may look back. */
  private static final long LINGER_NANOS = 2_200_000_000L;

  /** A message, an encoder's start and its first picture may take so long. */
  private static final long FIRST_REPEAT_NANOS = 2_000_000_000L;

  private static final long LONGEST_REPEAT_NANOS = 30_000_000_000L;

  /** Who has not followed until then is taken as it is. */
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  /** A browser's rate rises from little at first, and an encoder that was told anew begins anew. */
  private static final long FIRST_RAMP_NANOS = 10_000_000_000L;

  private static final long RAMP_NANOS = 3_000_000_000L;

  private final String mid;
  private final int csrc;
  private final long[] wantedNanos;
  private final long[] toldOffNanos;
  private final boolean[] ignored;
  private List<Encoding> planned;
  private List<Encoding> told;
  private long toldNanos;
  private long settlesNanos;
  private long repeatNanos = FIRST_REPEAT_NANOS;
  private boolean cameWhole;
  private boolean fallenShort;

  /**
   * A publisher that was told nothing yet: it sends all.
   *
   * @param rids in the order of the offer, one empty without simulcast
   */
  Steering(String mid, int csrc, List<String> rids, long nowNanos) {
    this.mid = mid;
    this.csrc = csrc;
    told = rids.stream().map(rid -> new Encoding(rid, true, 0, 0)).toList();
    planned = told;
    wantedNanos = new long[rids.size()];
    Arrays.fill(wantedNanos, nowNanos);
    toldOffNanos = new long[rids.size()];
    ignored = new boolean[rids.size()];
    toldNanos = nowNanos;
    settlesNanos = nowNanos + FIRST_RAMP_NANOS;
  }

  /** Wants of the source what a plan says; encodings that it does not name are to be off. */
  void plan(List<EncodingPlan> plans) {
    List<Encoding> next = new ArrayList<>(told.size());
    for (Encoding encoding : told) {
      next.add(
          plans.stream()
              .filter(plan -> plan.rid().equals(encoding.rid()) && plan.active())
              .map(plan -> new Encoding(plan.rid(), true, plan.maxBps(), 0))
              .findFirst()
              .orElse(new Encoding(encoding.rid(), false, 0, 0)));
    }
    planned = next;
  }

  /**
   * What the publisher is to be told now, null for nothing.
   *
   * @param live whether an encoding comes, by its index
   * @param watched whether anybody is shown it or waits for it
   */
  @Nullable SourceEncodings review(IntPredicate live, IntPredicate watched, long nowNanos) {
    List<Encoding> next = new ArrayList<>(told.size());
    boolean followed = true;
    boolean anyComes = false;
    boolean allCome = true;
    for (int i = 0; i < told.size(); i++) {
      boolean comes = live.test(i);
      note(i, comes, nowNanos);
      next.add(isWanted(i, comes && watched.test(i), nowNanos) ? on(i) : off(i));
      followed &= comes == told.get(i).active();
      anyComes |= comes;
      allCome &= comes || !told.get(i).active();
    }
    cameWhole |= allCome;
    fallenShort = cameWhole && anyComes && !allCome;
    if (!next.equals(told)) {
      repeatNanos = FIRST_REPEAT_NANOS;
      noteTold(next, nowNanos);
      return new SourceEncodings(mid, csrc, next);
    }
    if (followed) {
      repeatNanos = FIRST_REPEAT_NANOS;
      toldNanos = nowNanos;
    } else if (nowNanos - toldNanos >= repeatNanos) {
      repeatNanos = Math.min(2 * repeatNanos, LONGEST_REPEAT_NANOS);
      toldNanos = nowNanos;
      return new SourceEncodings(mid, csrc, told);
    }
    return null;
  }

  private void note(int index, boolean comes, long nowNanos) {
    if (planned.get(index).active()) {
      wantedNanos[index] = nowNanos;
    }
    boolean unbidden = comes && !told.get(index).active();
    ignored[index] =
        comes && (ignored[index] || (unbidden && nowNanos - toldOffNanos[index] >= PATIENCE_NANOS));
  }

  private boolean isWanted(int index, boolean seen, long nowNanos) {
    return seen
        || planned.get(index).active()
        || (told.get(index).active() && nowNanos - wantedNanos[index] < LINGER_NANOS);
  }

  private Encoding on(int index) {
    if (planned.get(index).active()) {
      return planned.get(index);
    }
    Encoding before = told.get(index);
    return before.active() ? before : new Encoding(before.rid(), true, 0, 0);
  }

  private Encoding off(int index) {
    return new Encoding(told.get(index).rid(), false, 0, 0);
  }

  private void noteTold(List<Encoding> next, long nowNanos) {
    for (int i = 0; i < told.size(); i++) {
      if (told.get(i).active() && !next.get(i).active()) {
        toldOffNanos[i] = nowNanos;
      }
    }
    told = List.copyOf(next);
    cameWhole = false;
    fallenShort = false;
    toldNanos = nowNanos;
    settlesNanos += Math.max(0, nowNanos + RAMP_NANOS - settlesNanos);
  }

  /** Whether receivers should leave an encoding, since it is to go off and will. */
  boolean isUnwanted(int index) {
    return !planned.get(index).active() && !ignored[index];
  }

  /** Whether what comes can be held to be all that the publisher's network carries. */
  boolean isSettled(long nowNanos) {
    return settlesNanos - nowNanos <= 0;
  }

  /** Whether all that was asked for has come since it was asked for. */
  boolean hasComeWhole() {
    return cameWhole;
  }

  /** Whether some of what was asked for has ceased to come, after all of it came. */
  boolean hasFallenShort() {
    return fallenShort;
  }

  /** Whether the publisher was told not to send an encoding. */
  boolean isOff(int index) {
    return !told.get(index).active();
  }
}
