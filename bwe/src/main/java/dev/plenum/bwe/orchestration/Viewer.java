package dev.plenum.bwe.orchestration;

import dev.plenum.bwe.orchestration.Plan.Reception;
import dev.plenum.bwe.orchestration.Plan.Tile;
import dev.plenum.bwe.orchestration.Subscriber.Wish;
import java.util.ArrayList;
import java.util.List;

/** A subscriber while its room is being solved: its tiles share its downlink. */
final class Viewer {
  /** Up to so many tiles the rates between others may matter. */
  private static final int FEW = 9;

  private final Subscriber subscriber;
  private final List<View> views = new ArrayList<>();
  private long slackBps;

  /** Whether it has chosen the best of what is offered. */
  private boolean hasChosen;

  Viewer(Subscriber subscriber) {
    this.subscriber = subscriber;
    this.slackBps = Math.max(0, subscriber.downlinkBps() - subscriber.audioBps());
  }

  void add(View view) {
    views.add(view);
  }

  /** Takes what suits the downlink best of what could be offered to it. */
  void wish(Knapsack knapsack) {
    knapsack.clear(views.size() > FEW);
    hasChosen = true;
    for (View view : views) {
      hasChosen &= !view.wishesFreely();
      view.wish(knapsack);
    }
    take(knapsack);
  }

  void offerChanged() {
    hasChosen = false;
  }

  /** Takes what suits the downlink best of what is offered, if that is not what it has. */
  void choose(Knapsack knapsack) {
    if (hasChosen) {
      return;
    }
    hasChosen = true;
    knapsack.clear(views.size() > FEW);
    for (View view : views) {
      view.choose(knapsack);
    }
    take(knapsack);
  }

  private void take(Knapsack knapsack) {
    long budgetBps = slackBps;
    for (View view : views) {
      budgetBps += view.takenBps();
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

  /** Starts from what the same participant wished and got in an earlier plan. */
  void resume(Subscriber before, Reception reception) {
    for (int i = 0; i < before.wishes().size(); i++) {
      Wish wish = before.wishes().get(i);
      Tile tile = reception.tiles().get(i);
      // Most tiles are where they were.
      for (int k = 0; k < views.size(); k++) {
        View view = views.get((i + k) % views.size());
        if (view.isOf(wish)) {
          view.resume(tile);
          break;
        }
      }
    }
  }

  String participant() {
    return subscriber.participant();
  }

  /** What it has of all that it takes. */
  long utility() {
    long sum = 0;
    for (View view : views) {
      sum += view.utility();
    }
    return sum;
  }

  /** A tile for each wish; nothing of those whose source is gone. */
  Reception reception() {
    List<Tile> tiles = new ArrayList<>(subscriber.wishes().size());
    int next = 0;
    for (Wish wish : subscriber.wishes()) {
      if (next < views.size() && views.get(next).isOf(wish)) {
        tiles.add(views.get(next++).tile());
      } else {
        tiles.add(new Tile(wish.csrc(), null, 0));
      }
    }
    return new Reception(subscriber.participant(), tiles);
  }
}
