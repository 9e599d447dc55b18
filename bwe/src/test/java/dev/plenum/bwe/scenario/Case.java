package dev.plenum.bwe.scenario;

import dev.plenum.bwe.testkit.Testbed;
import java.util.List;
import java.util.function.Supplier;

/** A situation to run and to measure; it is the same every time. */
public record Case(String name, Supplier<Outcome> run) {

  /**
   * @param testbed as it was left, for a plot
   */
  public record Outcome(Testbed testbed, long durationNanos, List<Figure> figures) {}

  @Override
  public String toString() {
    return name;
  }
}
