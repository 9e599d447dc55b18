package dev.plenum.bwe.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class KnapsackTest {
  private static final int ROUNDS = 2_000;

  private final Knapsack knapsack = new Knapsack();

  @Test
  void shouldTakeTheBestOfEachGroupWhereAllFits() {
    fill(new int[][] {{100, 300}, {400, 800}});

    assertThat(solve(2, 1_100)).containsExactly(1, 1);
  }

  @Test
  void shouldTakeNothingWhereNothingFits() {
    fill(new int[][] {{100, 300}, {400, 800}});

    assertThat(solve(2, 99)).containsExactly(Knapsack.NONE, Knapsack.NONE);
    assertThat(solve(2, -1)).containsExactly(Knapsack.NONE, Knapsack.NONE);
  }

  @Test
  void shouldLeaveAnEmptyGroupWithoutChoice() {
    fill(new int[][] {{}, {400}});

    assertThat(solve(2, 500)).containsExactly(Knapsack.NONE, 0);
  }

  @Test
  void shouldRoundSizesUp() {
    fill(new int[][] {{150}, {150}});

    assertThat(solve(2, 300)).containsOnlyOnce(Knapsack.NONE);
  }

  /** Groups of options whose value is their size, so that the fullest is the best. */
  private void fill(int[][] sizesKbps) {
    knapsack.clear(false);
    for (int[] group : sizesKbps) {
      for (int i = 0; i < group.length; i++) {
        knapsack.option(i, group[i] * 1_000L, group[i]);
      }
      knapsack.endGroup();
    }
  }

  private int[] solve(int groups, int capacityKbps) {
    knapsack.solve(capacityKbps * 1_000L);
    int[] chosen = new int[groups];
    for (int i = 0; i < groups; i++) {
      chosen[i] = knapsack.chosen(i);
    }
    return chosen;
  }

  @Test
  void shouldFindTheOptimumOfAnyKnapsack() {
    Random random = new Random(1);
    for (int round = 0; round < ROUNDS; round++) {
      int[][] cells = new int[1 + random.nextInt(5)][];
      int[][] values = new int[cells.length][];
      knapsack.clear(false);
      for (int group = 0; group < cells.length; group++) {
        cells[group] = random.ints(random.nextInt(4), 1, 12).toArray();
        values[group] = random.ints(cells[group].length, 1, 1_000).toArray();
        for (int i = 0; i < cells[group].length; i++) {
          knapsack.option(i, (long) cells[group][i] * Knapsack.CELL_BPS, values[group][i]);
        }
        knapsack.endGroup();
      }
      int capacity = random.nextInt(40);

      knapsack.solve((long) capacity * Knapsack.CELL_BPS);

      int used = 0;
      int value = 0;
      for (int group = 0; group < cells.length; group++) {
        int chosen = knapsack.chosen(group);
        used += chosen == Knapsack.NONE ? 0 : cells[group][chosen];
        value += chosen == Knapsack.NONE ? 0 : values[group][chosen];
      }
      assertThat(used).isLessThanOrEqualTo(capacity);
      assertThat(value).isEqualTo(best(cells, values, 0, capacity));
    }
  }

  private static int best(int[][] cells, int[][] values, int group, int left) {
    if (group == cells.length) {
      return 0;
    }
    int best = best(cells, values, group + 1, left);
    for (int i = 0; i < cells[group].length; i++) {
      if (cells[group][i] <= left) {
        int rest = best(cells, values, group + 1, left - cells[group][i]);
        best = Math.max(best, values[group][i] + rest);
      }
    }
    return best;
  }

  @Test
  void shouldLoseLittleByLeavingOutWhatIsBetweenOthers() {
    Random random = new Random(2);
    double sum = 0;
    for (int round = 0; round < 500; round++) {
      long seed = random.nextLong();
      long capacityBps = (5 + random.nextInt(120)) * (long) Knapsack.CELL_BPS;
      long exact = valueOfMany(false, new Random(seed), capacityBps);
      long coarse = valueOfMany(true, new Random(seed), capacityBps);
      assertThat(coarse).isLessThanOrEqualTo(exact);
      sum += (double) coarse / exact;
    }
    assertThat(sum / 500).isGreaterThan(0.995);
  }

  /** Ten groups or more, of options whose values grow with their sizes. */
  private long valueOfMany(boolean coarse, Random random, long capacityBps) {
    int[][] values = new int[10 + random.nextInt(15)][];
    long[][] sizesBps = new long[values.length][];
    knapsack.clear(coarse);
    for (int group = 0; group < values.length; group++) {
      values[group] = random.ints(9, 1, 200).toArray();
      sizesBps[group] = random.longs(9, 1, 3).toArray();
      for (int i = 0; i < 9; i++) {
        values[group][i] += i == 0 ? 0 : values[group][i - 1];
        sizesBps[group][i] += i == 0 ? 0 : sizesBps[group][i - 1];
        knapsack.option(i, sizesBps[group][i] * Knapsack.CELL_BPS, values[group][i]);
      }
      knapsack.endGroup();
    }
    knapsack.solve(capacityBps);
    long value = 0;
    long left = capacityBps / Knapsack.CELL_BPS;
    for (int group = 0; group < values.length; group++) {
      int chosen = knapsack.chosen(group);
      value += chosen == Knapsack.NONE ? 0 : values[group][chosen];
      left -= chosen == Knapsack.NONE ? 0 : sizesBps[group][chosen];
    }
    assertThat(left).isNotNegative();
    return value;
  }
}
