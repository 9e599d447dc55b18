package dev.plenum.bwe.orchestration;

import dev.plenum.bwe.orchestration.Subscriber.Wish;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The paper's own solution for rooms of one camera per publisher, to compare with: knapsack, merge
 * to the lowest wish, reduction by lower rates, else by deleting the highest resolution and solving
 * again.
 */
final class PaperSolution {
  private static final int NONE = -1;

  private final RandomRoom room;
  private final int[] resolutions;
  private final int[][] wishedEncoding;
  private final long[][] wishedBps;
  private final long[][] mergedBps;

  private PaperSolution(RandomRoom room) {
    this.room = room;
    this.resolutions = new int[room.publishers().size()];
    Arrays.fill(resolutions, 3);
    this.wishedEncoding = new int[room.subscribers().size()][];
    this.wishedBps = new long[room.subscribers().size()][];
    this.mergedBps = new long[resolutions.length][3];
  }

  static long utility(RandomRoom room) {
    PaperSolution solution = new PaperSolution(room);
    do {
      solution.wish();
      solution.merge();
    } while (!solution.reduce());
    return solution.utility();
  }

  private void wish() {
    Knapsack knapsack = new Knapsack();
    for (int i = 0; i < wishedBps.length; i++) {
      Subscriber subscriber = room.subscribers().get(i);
      knapsack.clear(false);
      List<long[]> options = new ArrayList<>();
      for (Wish wish : subscriber.wishes()) {
        for (int encoding = 0; encoding < resolutions[wish.csrc()]; encoding++) {
          for (long bps : encoding(wish.csrc(), encoding).candidateBps()) {
            if (encoding(wish.csrc(), encoding).heightPixels() <= wish.heightPixels()) {
              knapsack.option(options.size(), bps, wish.weight() * Utility.of(bps));
              options.add(new long[] {encoding, bps});
            }
          }
        }
        knapsack.endGroup();
      }
      knapsack.solve(subscriber.downlinkBps() - subscriber.audioBps());
      wishedEncoding[i] = new int[subscriber.wishes().size()];
      wishedBps[i] = new long[subscriber.wishes().size()];
      for (int k = 0; k < wishedBps[i].length; k++) {
        int chosen = knapsack.chosen(k);
        wishedEncoding[i][k] = chosen == Knapsack.NONE ? NONE : (int) options.get(chosen)[0];
        wishedBps[i][k] = chosen == Knapsack.NONE ? 0 : options.get(chosen)[1];
      }
    }
  }

  private void merge() {
    for (long[] merged : mergedBps) {
      Arrays.fill(merged, 0);
    }
    for (int i = 0; i < wishedBps.length; i++) {
      for (int k = 0; k < wishedBps[i].length; k++) {
        if (wishedEncoding[i][k] != NONE) {
          long[] merged = mergedBps[room.subscribers().get(i).wishes().get(k).csrc()];
          long before = merged[wishedEncoding[i][k]];
          merged[wishedEncoding[i][k]] =
              before == 0 ? wishedBps[i][k] : Math.min(before, wishedBps[i][k]);
        }
      }
    }
  }

  /** Whether all uplinks could be met without deleting a resolution. */
  private boolean reduce() {
    boolean done = true;
    for (int i = 0; i < resolutions.length; i++) {
      Publisher publisher = room.publishers().get(i);
      long budgetBps = publisher.uplinkBps() - publisher.audioBps();
      // The rate that is lowered is the one that loses least for its bits, as long as any can be.
      while (Arrays.stream(mergedBps[i]).sum() > budgetBps && lower(i)) {}
      if (Arrays.stream(mergedBps[i]).sum() > budgetBps) {
        resolutions[i]--;
        done = false;
      }
    }
    return done;
  }

  private boolean lower(int publisher) {
    int lowered = NONE;
    long to = 0;
    double least = Double.MAX_VALUE;
    for (int encoding = 0; encoding < 3; encoding++) {
      long from = mergedBps[publisher][encoding];
      for (long bps : encoding(publisher, encoding).candidateBps()) {
        double loss = (double) (Utility.of(from) - Utility.of(bps)) / (from - bps);
        if (bps < from && loss < least) {
          least = loss;
          lowered = encoding;
          to = bps;
        }
      }
    }
    if (lowered != NONE) {
      mergedBps[publisher][lowered] = to;
    }
    return lowered != NONE;
  }

  private long utility() {
    long sum = 0;
    for (int i = 0; i < wishedBps.length; i++) {
      for (int k = 0; k < wishedBps[i].length; k++) {
        if (wishedEncoding[i][k] != NONE) {
          Wish wish = room.subscribers().get(i).wishes().get(k);
          sum += (long) wish.weight() * Utility.of(mergedBps[wish.csrc()][wishedEncoding[i][k]]);
        }
      }
    }
    return sum;
  }

  private Encoding encoding(int csrc, int index) {
    return room.publishers().get(csrc).sources().getFirst().encodings().get(index);
  }
}
