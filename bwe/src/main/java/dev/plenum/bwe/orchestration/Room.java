package dev.plenum.bwe.orchestration;

import dev.plenum.bwe.orchestration.Plan.Reception;
import dev.plenum.bwe.orchestration.Plan.SourcePlan;
import dev.plenum.bwe.orchestration.Subscriber.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A room while it is being solved. */
final class Room {
  /** Few rooms gain anything after the second. */
  private static final int MOST_ROUNDS = 4;

  private final List<Uplink> uplinks = new ArrayList<>();
  private final List<Viewer> viewers = new ArrayList<>();
  private final Map<Integer, Feed> feeds = new HashMap<>();

  Room(List<Publisher> publishers, List<Subscriber> subscribers) {
    for (Publisher publisher : publishers) {
      Uplink uplink = new Uplink(publisher);
      uplinks.add(uplink);
      for (Feed feed : uplink.feeds()) {
        feeds.put(feed.csrc(), feed);
      }
    }
    for (Subscriber subscriber : subscribers) {
      Viewer viewer = new Viewer(subscriber);
      viewers.add(viewer);
      for (Wish wish : subscriber.wishes()) {
        Feed feed = feeds.get(wish.csrc());
        if (feed != null && feed.rates() > 0) {
          viewer.add(new View(viewer, feed, wish));
        }
      }
    }
  }

  /** Starts from an earlier plan instead of from nothing. */
  void resume(Plan plan) {
    for (SourcePlan source : plan.sources()) {
      Feed feed = feeds.get(source.csrc());
      if (feed != null && !feed.views().isEmpty()) {
        feed.resume(source.encodings());
      }
    }
    for (Uplink uplink : uplinks) {
      uplink.turnOffIfTooMuch();
    }
    Map<String, Reception> receptions = HashMap.newHashMap(plan.receptions().size());
    for (Reception reception : plan.receptions()) {
      receptions.put(reception.participant(), reception);
    }
    for (Viewer viewer : viewers) {
      Reception reception = receptions.get(viewer.participant());
      if (reception != null) {
        viewer.stayLoyal(reception.tiles());
      }
    }
  }

  /**
   * Solves and returns the solution.
   *
   * @param reluctant whether to keep encodings as they are where little is gained
   */
  Plan solve(Knapsack knapsack, Offer offer, boolean reluctant) {
    choose(knapsack, true);
    improve(offer, false, reluctant);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      choose(knapsack, false);
      if (!improve(offer, true, reluctant)) {
        break;
      }
    }
    return plan();
  }

  private void choose(Knapsack knapsack, boolean wishing) {
    for (Viewer viewer : viewers) {
      viewer.choose(knapsack, wishing);
    }
  }

  private boolean improve(Offer offer, boolean withSlack, boolean reluctant) {
    boolean changed = false;
    for (Uplink uplink : uplinks) {
      for (Feed feed : uplink.feeds()) {
        changed |= !feed.views().isEmpty() && offer.improve(feed, withSlack, reluctant);
      }
    }
    return changed;
  }

  private Plan plan() {
    List<SourcePlan> sources = new ArrayList<>(feeds.size());
    for (Uplink uplink : uplinks) {
      for (Feed feed : uplink.feeds()) {
        feed.turnOffUnwatched();
        if (feed.isSteerable()) {
          sources.add(feed.plan());
        }
      }
    }
    List<Reception> receptions = new ArrayList<>(viewers.size());
    long utility = 0;
    for (Viewer viewer : viewers) {
      receptions.add(viewer.reception());
      utility += viewer.utility();
    }
    return new Plan(sources, receptions, utility);
  }
}
