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
        if (feed != null && feed.rates().count() > 0) {
          viewer.add(new View(viewer, feed, wish));
        }
      }
    }
  }

  /**
   * Starts from an earlier plan instead of from nothing.
   *
   * @param subscribers that the plan was made for
   */
  void resume(Plan plan, List<Subscriber> subscribers) {
    for (SourcePlan source : plan.sources()) {
      Feed feed = feeds.get(source.csrc());
      if (feed != null && !feed.views().isEmpty()) {
        feed.resume(source.encodings());
      }
    }
    for (Uplink uplink : uplinks) {
      uplink.turnOffIfTooMuch();
    }
    Map<String, Viewer> byParticipant = HashMap.newHashMap(viewers.size());
    for (Viewer viewer : viewers) {
      byParticipant.put(viewer.participant(), viewer);
    }
    for (int i = 0; i < subscribers.size(); i++) {
      Viewer viewer = byParticipant.get(subscribers.get(i).participant());
      if (viewer != null) {
        viewer.resume(subscribers.get(i), plan.receptions().get(i));
      }
    }
  }

  /**
   * Solves and returns the solution.
   *
   * @param reluctant whether to keep encodings as they are where little is gained
   * @param mostRounds in which viewers choose again, and sources use what that leaves over
   */
  Plan solve(Knapsack knapsack, Offer offer, boolean reluctant, int mostRounds) {
    for (Viewer viewer : viewers) {
      viewer.wish(knapsack);
    }
    improve(offer, false, reluctant);
    for (int round = 0; round < mostRounds; round++) {
      for (Viewer viewer : viewers) {
        viewer.choose(knapsack);
      }
      if (!improve(offer, true, reluctant)) {
        break;
      }
    }
    return plan();
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
