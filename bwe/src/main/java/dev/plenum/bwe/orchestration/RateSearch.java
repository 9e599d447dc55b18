package dev.plenum.bwe.orchestration;

import java.util.Arrays;

/**
 * Of all combinations of a feed's rates, one or none per encoding, finds the one that is worth the
 * most to its views. Used again and again by its {@link Offer}.
 *
 * <p>The combinations are few, about sixty for three encodings, and the work for each is a maximum
 * and a sum over arrays.
 */
final class RateSearch {
  private int views;
  private int encodings;
  private int costOfChange;
  private long limitBps;

  /** By rate. */
  private long[] bps = {};

  /** By encoding: the rate that follows its last one. */
  private int[] ends = {};

  /** By rate and view: what the view has of it. */
  private int[][] worth = {};

  /** By encoding and view: the most that it has of the rates tried below that encoding. */
  private int[][] reached = {};

  /** By encoding: rates. */
  private int[] before = {};

  private int[] tried = {};
  private int[] best = {};
  private int bestScore;
  private long bestBps;

  /** Begins with a feed whose views have nothing of any rate. */
  void begin(Feed feed) {
    Rates rates = feed.rates();
    views = feed.views().size();
    encodings = rates.encodings();
    makeRoom(rates.count());
    int rate = 0;
    for (int encoding = 0; encoding < encodings; encoding++) {
      before[encoding] = feed.offered(encoding);
      while (rate < rates.count() && rates.encodingOf(rate) == encoding) {
        bps[rate] = rates.bps(rate);
        Arrays.fill(worth[rate++], 0, views, 0);
      }
      ends[encoding] = rate;
    }
  }

  private void makeRoom(int rates) {
    if (bps.length < rates
        || before.length < encodings
        || worth.length == 0
        || worth[0].length < views) {
      int mostRates = Math.max(bps.length, rates);
      int mostEncodings = Math.max(before.length, encodings);
      int mostViews = Math.max(worth.length == 0 ? 0 : worth[0].length, views);
      bps = new long[mostRates];
      worth = new int[mostRates][mostViews];
      reached = new int[mostEncodings + 1][mostViews];
      ends = new int[mostEncodings];
      before = new int[mostEncodings];
      tried = new int[mostEncodings];
      best = new int[mostEncodings];
    }
  }

  /** Tells what a view has of a rate. */
  void worth(int rate, int view, int value) {
    worth[rate][view] = value;
  }

  /** What all views would have if everything could be sent. */
  int most() {
    int[] most = reached[encodings];
    Arrays.fill(most, 0, views, 0);
    for (int rate = 0; rate < ends[encodings - 1]; rate++) {
      raise(most, most, worth[rate], views);
    }
    return sum(most, views);
  }

  /**
   * The best combination, by encoding; valid until the next search.
   *
   * @param useful of so many encodings; the larger ones are off
   * @param limitBps of all rates together
   * @param costOfChange of each encoding that is not as it was before
   */
  int[] best(int useful, long limitBps, int costOfChange) {
    this.encodings = useful;
    this.limitBps = limitBps;
    this.costOfChange = costOfChange;
    Arrays.fill(best, Rates.OFF);
    Arrays.fill(reached[0], 0, views, 0);
    bestScore = Integer.MIN_VALUE;
    search(0, limitBps, 0);
    return best;
  }

  /** Tries all rates of an encoding, and with each all of the larger encodings. */
  private void search(int encoding, long leftBps, int changes) {
    if (encoding == encodings) {
      weigh(limitBps - leftBps, changes);
      return;
    }
    tried[encoding] = Rates.OFF;
    System.arraycopy(reached[encoding], 0, reached[encoding + 1], 0, views);
    search(encoding + 1, leftBps, changes + change(encoding));
    for (int rate = encoding == 0 ? 0 : ends[encoding - 1]; rate < ends[encoding]; rate++) {
      if (bps[rate] <= leftBps) {
        tried[encoding] = rate;
        raise(reached[encoding + 1], reached[encoding], worth[rate], views);
        search(encoding + 1, leftBps - bps[rate], changes + change(encoding));
      }
    }
  }

  private int change(int encoding) {
    return tried[encoding] == before[encoding] ? 0 : 1;
  }

  /** The fewest bits decide between equals. */
  private void weigh(long bps, int changes) {
    int score = sum(reached[encodings], views) - changes * costOfChange;
    if (score > bestScore || (score == bestScore && bps < bestBps)) {
      bestScore = score;
      bestBps = bps;
      System.arraycopy(tried, 0, best, 0, encodings);
    }
  }

  private static void raise(int[] to, int[] from, int[] by, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Math.max(from[i], by[i]);
    }
  }

  private static int sum(int[] values, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum;
  }
}
