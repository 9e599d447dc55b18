package dev.plenum.bwe.orchestration;

import dev.plenum.bwe.orchestration.Plan.Reception;
import dev.plenum.bwe.orchestration.Plan.Tile;
import dev.plenum.bwe.orchestration.Subscriber.Wish;
import java.util.ArrayList;
import java.util.List;

/** A subscriber while its room is being solved: its tiles share its downlink. */
final class Viewer {
  private final Subscriber subscriber;
  private final List<View> views = new ArrayList<>();
  private long slackBps;

  Viewer(Subscriber subscriber) {
    this.subscriber = subscriber;
    this.slackBps = Math.max(0, subscriber.downlinkBps() - subscriber.audioBps());
  }

  String participant() {
    return subscriber.participant();
  }

  void add(View view) {
    views.add(view);
  }

  /**
   * Takes of all feeds what suits the downlink best.
   *
   * @param wishing whether to take of feeds that are off whatever they could offer
   */
  void choose(Knapsack knapsack, boolean wishing) {
    long budgetBps = slackBps;
    knapsack.clear();
    for (View view : views) {
      Feed feed = view.feed();
      budgetBps += feed.bps(view.taken());
      boolean wishes = wishing && feed.isOff();
      long limitBps = feed.limitBps();
      for (int rate = 0; rate < feed.rates(); rate++) {
        if (wishes ? view.suits(rate) && feed.bps(rate) <= limitBps : feed.isOffered(rate)) {
          knapsack.option(rate, feed.bps(rate), view.value(rate));
        }
      }
      knapsack.endGroup();
    }
    knapsack.solve(budgetBps);
    for (int i = 0; i < views.size(); i++) {
      views.get(i).take(knapsack.chosen(i));
    }
  }

  void use(long bps) {
    slackBps -= bps;
  }

  long slackBps() {
    return slackBps;
  }

  /** Prefers the encodings that its tiles had. */
  void stayLoyal(List<Tile> tiles) {
    int next = 0;
    for (View view : views) {
      // Most tiles are where they were.
      for (int i = 0; i < tiles.size(); i++) {
        Tile tile = tiles.get((next + i) % tiles.size());
        if (tile.csrc() == view.feed().csrc()) {
          view.stayLoyal(view.feed().encoding(tile.rid()));
          next += i + 1;
          break;
        }
      }
    }
  }

  /** What it has of all that it takes. */
  long utility() {
    long sum = 0;
    for (View view : views) {
      sum += view.utility();
    }
    return sum;
  }

  Reception reception() {
    List<Tile> tiles = new ArrayList<>(views.size());
    int next = 0;
    for (Wish wish : subscriber.wishes()) {
      if (next < views.size() && views.get(next).feed().csrc() == wish.csrc()) {
        tiles.add(views.get(next++).feed().tile(views.get(next - 1).taken()));
      } else {
        tiles.add(new Tile(wish.csrc(), null, 0));
      }
    }
    return new Reception(subscriber.participant(), tiles);
  }
}
