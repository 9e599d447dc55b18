package dev.plenum.bwe.orchestration;

import java.util.Arrays;
import java.util.List;

/**
 * Lets a source send what its viewers together have the most of. Used again and again by its {@link
 * Orchestrator}.
 *
 * <p>Each viewer takes the best rate within what it can spend on this source. So a rate may rise
 * above what the slowest viewer can take, if that one finds a smaller encoding and all together
 * gain.
 */
final class Offer {
  /** What a change of an encoding must bring, in hundredths of all that the source is worth. */
  private static final int RELUCTANCE = 5;

  /** To give one viewer a small picture, who had none, is always worth a change. */
  private static final int MOST_RELUCTANCE = 90;

  private final RateSearch search = new RateSearch();
  private long[] spendableBps = {};

  /**
   * Lets a feed offer its best and its viewers take of it.
   *
   * @param withSlack whether viewers may spend what their downlink has left
   * @param reluctant whether to keep encodings as they are where little is gained
   * @return whether anything changed
   */
  boolean improve(Feed feed, boolean withSlack, boolean reluctant) {
    ask(feed, withSlack);
    int most = search.most();
    if (withSlack && most == taken(feed) && feed.offeredBps() <= feed.limitBps()) {
      return false;
    }
    boolean changed = false;
    if (feed.isSteerable()) {
      int costOfChange = reluctant ? Math.min(most / 100 * RELUCTANCE, MOST_RELUCTANCE) : 0;
      int[] best = search.best(usefulEncodings(feed), feed.limitBps(), costOfChange);
      changed = feed.offer(best);
    }
    return take(feed) || changed;
  }

  private void ask(Feed feed, boolean withSlack) {
    List<View> views = feed.views();
    if (spendableBps.length < views.size()) {
      spendableBps = Arrays.copyOf(spendableBps, views.size());
    }
    search.begin(feed);
    for (int i = 0; i < views.size(); i++) {
      View view = views.get(i);
      spendableBps[i] = view.spendableBps(withSlack);
      for (int rate = 0; rate < feed.rates().count(); rate++) {
        search.worth(rate, i, feed.rates().bps(rate) <= spendableBps[i] ? view.value(rate) : 0);
      }
    }
  }

  private static int taken(Feed feed) {
    int sum = 0;
    for (View view : feed.views()) {
      sum += view.takenValue();
    }
    return sum;
  }

  /** Up to one above the largest tile, which may serve the faster of its viewers. */
  private static int usefulEncodings(Feed feed) {
    int useful = 0;
    for (View view : feed.views()) {
      useful = Math.max(useful, view.sufficient() + 2);
    }
    return Math.min(useful, feed.rates().encodings());
  }

  private boolean take(Feed feed) {
    boolean changed = false;
    for (int i = 0; i < feed.views().size(); i++) {
      View view = feed.views().get(i);
      int rate = view.best(spendableBps[i]);
      changed |= rate != view.taken();
      view.take(rate);
    }
    return changed;
  }
}
