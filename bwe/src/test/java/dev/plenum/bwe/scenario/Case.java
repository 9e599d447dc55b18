package dev.plenum.bwe.scenario;

import dev.plenum.bwe.testkit.Testbed;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A situation to run and to measure.
 *
 * @param run by a seed, which decides over jitter, loss and the sizes of frames and files
 */
public record Case(String name, LongFunction<Outcome> run) {

  /** A figure must hold for each of the seeds from 1 to this. */
  static final int SEEDS = 3;

  /**
   * @param testbed as it was left, for a plot
   */
  public record Outcome(Testbed testbed, long durationNanos, List<Figure> figures) {}

  @Override
  public String toString() {
    return name;
  }
}
