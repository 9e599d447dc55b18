package dev.plenum.bwe.orchestration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plans what the publishers of one room send. Belongs to the room; worth asking every second or
 * few, and at once when people, layouts or estimates changed by much.
 *
 * <p>The steps, see {@link Room}: each viewer wishes what suits its downlink best ({@link
 * Knapsack}), each source offers what its viewers have the most of ({@link Offer}), viewers choose
 * again of what is offered, and sources use what that left over, until nobody gains.
 *
 * <p>A next plan starts from the last one, with estimates that {@linkplain SteadyRate do not
 * tremble}, and changes an encoding only for a gain that is worth it. Now and then the room is
 * solved afresh instead, and that plan is taken if it is better by much than going on.
 */
public final class Orchestrator {
  private static final double MUCH_BETTER = 1.05;

  /** Few rooms gain anything after the second. */
  private static final int MOST_ROUNDS = 4;

  private static final long AFRESH_NANOS = 10_000_000_000L;

  private final Knapsack knapsack = new Knapsack();
  private final Offer offer = new Offer();
  private final SteadyRates rates = new SteadyRates();
  private @Nullable Plan last;
  private List<Subscriber> lastReceivers = List.of();
  private long afreshNanos;

  /**
   * The next plan.
   *
   * @param publishers each participant at most once, each source once
   * @param subscribers each participant at most once, in the order in which ties are decided
   */
  public Plan plan(List<Publisher> publishers, List<Subscriber> subscribers, long nowNanos) {
    List<Publisher> senders = rates.publishers(publishers, nowNanos);
    List<Subscriber> receivers = rates.subscribers(subscribers, nowNanos);
    Plan plan = next(last, senders, receivers, nowNanos);
    last = plan;
    lastReceivers = receivers;
    return plan;
  }

  private Plan next(
      @Nullable Plan before, List<Publisher> senders, List<Subscriber> receivers, long nowNanos) {
    if (before != null && nowNanos - afreshNanos < AFRESH_NANOS) {
      return continued(before, senders, receivers, MOST_ROUNDS);
    }
    afreshNanos = nowNanos;
    Plan afresh = new Room(senders, receivers).solve(knapsack, offer, false, MOST_ROUNDS);
    if (before == null) {
      return afresh;
    }
    Plan continued = continued(before, senders, receivers, 0);
    return afresh.utility() > continued.utility() * MUCH_BETTER ? afresh : continued;
  }

  private Plan continued(
      Plan before, List<Publisher> senders, List<Subscriber> receivers, int mostRounds) {
    Room room = new Room(senders, receivers);
    room.resume(before, lastReceivers);
    return room.solve(knapsack, offer, true, mostRounds);
  }
}
