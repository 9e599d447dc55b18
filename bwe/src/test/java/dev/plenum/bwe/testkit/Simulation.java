package dev.plenum.bwe.testkit;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/** Simulated time: actions run in the order of their times, those of one time as scheduled. */
public final class Simulation {
  /** Not zero, so that nobody takes the start for "never". */
  private static final long START_NANOS = 1_000_000_000_000L;

  private record Event(long atNanos, long order, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::order));
  private final Random seeds;
  private long nowNanos = START_NANOS;
  private long scheduled;

  public Simulation(long seed) {
    this.seeds = new Random(seed);
  }

  /** A source of its own, so that a flow added to a scenario does not shift the others' chance. */
  public Random newRandom() {
    return new Random(seeds.nextLong());
  }

  public long nowNanos() {
    return nowNanos;
  }

  public long elapsedNanos() {
    return nowNanos - START_NANOS;
  }

  /**
   * @param elapsedNanos since the start
   */
  public void at(long elapsedNanos, Runnable action) {
    after(elapsedNanos - elapsedNanos(), action);
  }

  public void after(long delayNanos, Runnable action) {
    if (delayNanos < 0) {
      throw new IllegalArgumentException("in the past by " + -delayNanos + " ns");
    }
    events.add(new Event(nowNanos + delayNanos, scheduled++, action));
  }

  public void every(long intervalNanos, Runnable action) {
    after(
        intervalNanos,
        () -> {
          action.run();
          every(intervalNanos, action);
        });
  }

  /**
   * @param elapsedNanos since the start
   */
  public void runUntil(long elapsedNanos) {
    long untilNanos = START_NANOS + elapsedNanos;
    for (Event next = events.peek();
        next != null && next.atNanos <= untilNanos;
        next = events.peek()) {
      events.poll();
      nowNanos = next.atNanos;
      next.action.run();
    }
    nowNanos = untilNanos;
  }
}
