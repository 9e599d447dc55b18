package dev.plenum.sfu.stream;

import java.util.Arrays;

/**
 * When packets were repeated last, so that none is repeated again before the receiver can have got
 * it, and how often. Belongs to its {@link SendStream}. Remembers one packet per place, and no more
 * than {@value #PLACES}: to forget one costs at worst a repetition.
 */
final class RecentRepeats {
  private static final int PLACES = 64;
  private static final long EMPTY = -1;

  private long[] sequences = {};
  private long[] repeatedNanos = {};
  private int[] times = {};

  /**
   * Whether the packet may be repeated now; if so, it counts as repeated.
   *
   * @return how often it has been repeated with this time, 0 if it is too soon for it
   */
  int repeat(long sequence, long intervalNanos, long nowNanos) {
    if (sequences.length == 0) {
      sequences = new long[PLACES];
      repeatedNanos = new long[PLACES];
      times = new int[PLACES];
      Arrays.fill(sequences, EMPTY);
    }
    int place = (int) sequence & (PLACES - 1);
    boolean before = sequences[place] == sequence;
    if (before && nowNanos - repeatedNanos[place] < intervalNanos) {
      return 0;
    }
    sequences[place] = sequence;
    repeatedNanos[place] = nowNanos;
    times[place] = before ? times[place] + 1 : 1;
    return times[place];
  }
}
