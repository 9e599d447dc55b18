package dev.plenum.bwe.scenario;

import dev.plenum.bwe.testkit.Testbed;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

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

  /** What the tests ask for, and what {@link Bench} prints. */
  static List<Case> all() {
    return Stream.of(
            LibwebrtcScenarios.cases(),
            Rfc8867Scenarios.cases(),
            OvertakingScenarios.cases(),
            LossScenarios.cases())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
