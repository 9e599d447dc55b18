package dev.plenum.bwe.testkit;

/** One action that is due at one time, which may be moved. */
final class Alarm {
  private final Simulation simulation;
  private final Runnable action;
  private long dueNanos = Long.MAX_VALUE;

  Alarm(Simulation simulation, Runnable action) {
    this.simulation = simulation;
    this.action = action;
  }

  /**
   * @param atNanos by the simulation's clock; {@link Long#MAX_VALUE} for never
   */
  void set(long atNanos) {
    if (atNanos == dueNanos) {
      return;
    }
    dueNanos = atNanos;
    if (atNanos != Long.MAX_VALUE) {
      simulation.after(Math.max(0, atNanos - simulation.nowNanos()), () -> ring(atNanos));
    }
  }

  private void ring(long setForNanos) {
    if (dueNanos == setForNanos) {
      dueNanos = Long.MAX_VALUE;
      action.run();
    }
  }
}
