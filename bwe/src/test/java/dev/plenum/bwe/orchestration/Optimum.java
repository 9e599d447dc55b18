package dev.plenum.bwe.orchestration;

import dev.plenum.bwe.orchestration.Subscriber.Wish;
import java.util.List;

/** The best that a small room can have, by trying everything. */
final class Optimum {
  private final List<Publisher> publishers;
  private final List<Subscriber> subscribers;
  private final long[][] offered;
  private final int[] mostUtility;

  private Optimum(RandomRoom room) {
    publishers = room.publishers();
    subscribers = room.subscribers();
    offered = new long[publishers.size()][3];
    mostUtility = new int[3];
    for (int i = 0; i < 3; i++) {
      mostUtility[i] = Utility.of(encoding(0, i).candidateBps().getLast());
    }
  }

  /** The utility of the best plan, without what breaks ties. */
  static long of(RandomRoom room) {
    return new Optimum(room).offer(0, 0, 0);
  }

  /** The utility of what a plan gives to a room's subscribers, without what breaks ties. */
  static long utility(RandomRoom room, Plan plan) {
    Optimum optimum = new Optimum(room);
    long sum = 0;
    for (int i = 0; i < plan.receptions().size(); i++) {
      for (int k = 0; k < plan.receptions().get(i).tiles().size(); k++) {
        long bps = plan.receptions().get(i).tiles().get(k).bps();
        sum += bps == 0 ? 0 : optimum.value(room.subscribers().get(i).wishes().get(k), bps);
      }
    }
    return sum;
  }

  private Encoding encoding(int publisher, int index) {
    return publishers.get(publisher).sources().getFirst().encodings().get(index);
  }

  private long offer(int publisher, int encoding, long usedBps) {
    if (publisher == publishers.size()) {
      return subscribers.stream()
          .mapToLong(it -> take(it, 0, it.downlinkBps() - it.audioBps()))
          .sum();
    }
    if (encoding == 3) {
      return offer(publisher + 1, 0, 0);
    }
    offered[publisher][encoding] = 0;
    long best = offer(publisher, encoding + 1, usedBps);
    long budgetBps = publishers.get(publisher).uplinkBps() - publishers.get(publisher).audioBps();
    for (long bps : encoding(publisher, encoding).candidateBps()) {
      if (usedBps + bps <= budgetBps) {
        offered[publisher][encoding] = bps;
        best = Math.max(best, offer(publisher, encoding + 1, usedBps + bps));
      }
    }
    return best;
  }

  private long take(Subscriber subscriber, int from, long leftBps) {
    if (from == subscriber.wishes().size()) {
      return 0;
    }
    long best = take(subscriber, from + 1, leftBps);
    Wish wish = subscriber.wishes().get(from);
    for (long bps : offered[wish.csrc()]) {
      if (bps > 0 && bps <= leftBps) {
        best = Math.max(best, value(wish, bps) + take(subscriber, from + 1, leftBps - bps));
      }
    }
    return best;
  }

  private long value(Wish wish, long bps) {
    int size = wish.heightPixels() <= 180 ? 0 : wish.heightPixels() <= 360 ? 1 : 2;
    return (long) wish.weight() * Math.min(Utility.of(bps), mostUtility[size]);
  }
}
