package dev.plenum.signaling.room;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** A control loop in simulated time: tasks run when a test says so. */
public final class SimulatedLoop implements ControlLoop {

  /** Any value will do, also one that is about to wrap around. */
  private static final long START_NANOS = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

  private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private long passedNanos;

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public long nanoTime() {
    return START_NANOS + passedNanos;
  }

  @Override
  public Instant now() {
    return START.plusNanos(passedNanos);
  }

  /** Lets time pass, without running anything. */
  public void pass(Duration time) {
    passedNanos += time.toNanos();
  }

  /** Runs what is waiting, and what that brings. */
  public void run() {
    Runnable task = tasks.poll();
    while (task != null) {
      task.run();
      task = tasks.poll();
    }
  }
}
