package dev.plenum.bwe.orchestration;

import java.util.Arrays;

/**
 * The multiple-choice knapsack: of each group at most one option, together no larger than the
 * capacity and of the highest value. Used again and again by its {@link Orchestrator}.
 *
 * <p>Solved exactly by dynamic programming over the capacity in cells of {@value #CELL_BPS} bps,
 * into which sizes are rounded up. The inner loop is a maximum over two arrays, which the JVM turns
 * into vector instructions; so no choices are noted on the way, but found again from the sums.
 */
final class Knapsack {
  static final int CELL_BPS = 100_000;

  static final int NONE = -1;

  private static final int TOO_LITTLE = Integer.MIN_VALUE / 2;

  private int[] ids = new int[64];
  private int[] sizes = new int[64];
  private int[] values = new int[64];
  private int[] groupEnds = new int[32];
  private boolean coarse;
  private int options;
  private int groups;

  /** By number of groups and cell, from the first that matters: the most that these groups have. */
  private int[][] sums = new int[33][];

  /**
   * By number of groups: the fewest cells that matter, as the groups after them fill the others.
   */
  private int[] firstCells = new int[33];

  /** By number of groups: the most cells that they can fill. */
  private int[] lastCells = new int[33];

  private int[] shifted = {};
  private int[] chosen = new int[32];

  /**
   * Empties it.
   *
   * @param coarse whether to leave out options between two others that together are worth more:
   *     hardly missed where many groups share the capacity, and half of the work
   */
  void clear(boolean coarse) {
    this.coarse = coarse;
    options = 0;
    groups = 0;
  }

  /** Adds an option to the group that is being filled; equal ones are taken first come. */
  void option(int id, long bps, int value) {
    if (options == sizes.length) {
      ids = Arrays.copyOf(ids, 2 * options);
      sizes = Arrays.copyOf(sizes, 2 * options);
      values = Arrays.copyOf(values, 2 * options);
    }
    ids[options] = id;
    sizes[options] = Math.toIntExact(Math.ceilDiv(bps, CELL_BPS));
    values[options++] = value;
  }

  /** Ends the group that was filled; it may be empty. */
  void endGroup() {
    if (groups == groupEnds.length) {
      groupEnds = Arrays.copyOf(groupEnds, 2 * groups);
      sums = Arrays.copyOf(sums, 2 * groups + 1);
      firstCells = new int[2 * groups + 1];
      lastCells = new int[2 * groups + 1];
      chosen = Arrays.copyOf(chosen, 2 * groups);
    }
    if (coarse) {
      leaveOutBetween();
    }
    groupEnds[groups++] = options;
  }

  /** Keeps the upper convex hull of the last group, as in Andrew's monotone chain. */
  private void leaveOutBetween() {
    int start = start(groups);
    int kept = start;
    for (int i = start; i < options; i++) {
      while (kept > start && isBetween(kept - 2 < start ? NONE : kept - 2, kept - 1, i)) {
        kept--;
      }
      ids[kept] = ids[i];
      sizes[kept] = sizes[i];
      values[kept++] = values[i];
    }
    options = kept;
  }

  private boolean isBetween(int below, int option, int above) {
    long size = sizes[option] - (below == NONE ? 0L : sizes[below]);
    long value = values[option] - (below == NONE ? 0L : values[below]);
    return value * (sizes[above] - sizes[option]) <= size * (values[above] - values[option]);
  }

  /** Solves for what was filled in. */
  void solve(long capacityBps) {
    if (!fillsWithTheBest(capacityBps)) {
      balance(capacityBps);
    }
  }

  private boolean fillsWithTheBest(long capacityBps) {
    long left = capacityBps / CELL_BPS;
    for (int group = 0; group < groups; group++) {
      int best = NONE;
      for (int i = start(group); i < groupEnds[group]; i++) {
        if (best == NONE || values[i] > values[best]) {
          best = i;
        }
      }
      chosen[group] = best == NONE ? NONE : ids[best];
      left -= best == NONE ? 0 : sizes[best];
    }
    return left >= 0;
  }

  private void balance(long capacityBps) {
    int cells = boundCells(capacityBps);
    shifted = shifted.length > cells ? shifted : new int[cells + 1];
    row(0, cells)[0] = 0;
    for (int group = 0; group < groups; group++) {
      add(group, row(group + 1, cells));
    }
    int left = cells;
    for (int group = groups - 1; group >= 0; group--) {
      left = Math.min(left, lastCells[group + 1]);
      int option = find(group, left);
      chosen[group] = option == NONE ? NONE : ids[option];
      left -= option == NONE ? 0 : sizes[option];
    }
  }

  /** The chosen option's id, or {@link #NONE}. */
  int chosen(int group) {
    return chosen[group];
  }

  /**
   * Finds which cells matter, and returns how many there are: no more than all groups could fill.
   */
  private int boundCells(long capacityBps) {
    lastCells[0] = 0;
    for (int group = 0; group < groups; group++) {
      int largest = 0;
      for (int i = start(group); i < groupEnds[group]; i++) {
        largest = Math.max(largest, sizes[i]);
      }
      lastCells[group + 1] = Math.addExact(lastCells[group], largest);
    }
    int most = lastCells[groups];
    int cells = (int) Math.clamp(capacityBps / CELL_BPS, 0, (long) most);
    for (int group = 0; group <= groups; group++) {
      firstCells[group] = Math.max(0, cells - (most - lastCells[group]));
      lastCells[group] = Math.min(lastCells[group], cells);
    }
    return cells;
  }

  private void add(int group, int[] after) {
    int[] before = sums[group];
    int skipped = firstCells[group + 1] - firstCells[group];
    int count = lastCells[group + 1] - firstCells[group + 1] + 1;
    int filled = lastCells[group] - firstCells[group] + 1;
    Arrays.fill(before, filled, skipped + count, before[filled - 1]);
    System.arraycopy(before, skipped, after, 0, count);
    for (int i = start(group); i < groupEnds[group]; i++) {
      int tooSmall = Math.max(0, sizes[i] - skipped);
      if (tooSmall < count) {
        Arrays.fill(shifted, 0, tooSmall, TOO_LITTLE);
        System.arraycopy(
            before, skipped + tooSmall - sizes[i], shifted, tooSmall, count - tooSmall);
        raise(after, shifted, values[i], count);
      }
    }
  }

  /**
   * From the same index in both, and from 0: otherwise the JVM makes no vector instructions of it,
   * which costs five times the time.
   */
  private static void raise(int[] sums, int[] shifted, int value, int count) {
    for (int cell = 0; cell < count; cell++) {
      sums[cell] = Math.max(sums[cell], shifted[cell] + value);
    }
  }

  private int find(int group, int cell) {
    int sum = sums[group + 1][cell - firstCells[group + 1]];
    int first = firstCells[group];
    for (int i = start(group); i < groupEnds[group]; i++) {
      if (sizes[i] <= cell
          && values[i] > 0
          && sums[group][cell - sizes[i] - first] + values[i] == sum) {
        return i;
      }
    }
    return NONE;
  }

  private int start(int group) {
    return group == 0 ? 0 : groupEnds[group - 1];
  }

  private int[] row(int index, int cells) {
    int[] row = sums[index];
    if (row == null || row.length <= cells) {
      row = new int[cells + 1];
      sums[index] = row;
    }
    return row;
  }
}
