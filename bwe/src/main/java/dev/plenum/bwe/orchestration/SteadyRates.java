package dev.plenum.bwe.orchestration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A room's estimates without their small movements. What was known of those who are gone is
 * forgotten.
 */
final class SteadyRates {
  private Map<String, SteadyRate> uplinks = new HashMap<>();
  private Map<String, SteadyRate> downlinks = new HashMap<>();

  /** The same publishers with steady uplinks. */
  List<Publisher> publishers(List<Publisher> publishers, long nowNanos) {
    Map<String, SteadyRate> present = HashMap.newHashMap(publishers.size());
    List<Publisher> steady = new ArrayList<>(publishers.size());
    for (Publisher it : publishers) {
      SteadyRate rate = uplinks.get(it.participant());
      rate = rate == null ? new SteadyRate(it.uplinkBps(), nowNanos) : rate;
      present.put(it.participant(), rate);
      long bps = rate.follow(it.uplinkBps(), nowNanos);
      steady.add(new Publisher(it.participant(), bps, it.audioBps(), it.sources()));
    }
    uplinks = present;
    return steady;
  }

  /** The same subscribers with steady downlinks. */
  List<Subscriber> subscribers(List<Subscriber> subscribers, long nowNanos) {
    Map<String, SteadyRate> present = HashMap.newHashMap(subscribers.size());
    List<Subscriber> steady = new ArrayList<>(subscribers.size());
    for (Subscriber it : subscribers) {
      SteadyRate rate = downlinks.get(it.participant());
      rate = rate == null ? new SteadyRate(it.downlinkBps(), nowNanos) : rate;
      present.put(it.participant(), rate);
      long bps = rate.follow(it.downlinkBps(), nowNanos);
      steady.add(new Subscriber(it.participant(), bps, it.audioBps(), it.wishes()));
    }
    downlinks = present;
    return steady;
  }
}
