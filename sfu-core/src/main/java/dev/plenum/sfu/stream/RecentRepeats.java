package dev.plenum.sfu.stream;

import java.util.Arrays;

/**
 * When packets were repeated last, so that none is repeated again before the receiver can have got
 * it. Belongs to its {@link SendStream}. Remembers one packet per place, and no more than {@value
 * #PLACES}: to forget one costs at worst a repetition.
 */
final class RecentRepeats {
  private static final int PLACES = 64;
  private static final long EMPTY = -1;

  private long[] sequences = {};
  private long[] repeatedNanos = {};

  /** Whether the packet may be repeated now; if so, it counts as repeated. */
  boolean mayRepeat(long sequence, long intervalNanos, long nowNanos) {
    if (sequences.length == 0) {
      sequences = new long[PLACES];
      repeatedNanos = new long[PLACES];
      Arrays.fill(sequences, EMPTY);
    }
    int place = (int) sequence & (PLACES - 1);
    if (sequences[place] == sequence && nowNanos - repeatedNanos[place] < intervalNanos) {
      return false;
    }
    sequences[place] = sequence;
    repeatedNanos[place] = nowNanos;
    return true;
  }
}
