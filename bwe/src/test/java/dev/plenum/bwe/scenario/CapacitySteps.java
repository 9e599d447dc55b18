package dev.plenum.bwe.scenario;

import dev.plenum.bwe.testkit.Bottleneck;
import dev.plenum.bwe.testkit.MediaFlow;
import dev.plenum.bwe.testkit.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * How a set of flows follows the capacity of the bottleneck that they share.
 *
 * <p>Rates are sums over the flows and contain everything on the wire, probes too. A phase is the
 * time from one capacity to the next, and steady from five seconds after its start. A step up is
 * followed when the estimates reach 90% of the new capacity; a step down when what is sent in 200
 * ms fits the new capacity; its queue is drained when it is empty for the first time.
 */
final class CapacitySteps {
  private static final long SETTLING_NANOS = Units.seconds(5);
  private static final long RATE_WINDOW_NANOS = Units.millis(200);
  private static final long RESOLUTION_NANOS = Units.millis(10);

  /**
   * @param atNanos since the start of the simulation
   */
  record Step(long atNanos, long bps) {}

  private final Bottleneck bottleneck;
  private final List<Step> steps;
  private final long endNanos;

  /** Schedules the steps, of which the first is the capacity that the bottleneck has. */
  CapacitySteps(Bottleneck bottleneck, long endNanos, Step... steps) {
    this.bottleneck = bottleneck;
    this.endNanos = endNanos;
    this.steps = List.of(steps);
    for (Step step : this.steps.subList(1, steps.length)) {
      bottleneck.capacityAt(step.atNanos, step.bps);
    }
  }

  static Step step(double atSeconds, double mbps) {
    return new Step(Units.seconds(atSeconds), Units.mbps(mbps));
  }

  /** Everything that is asked of flows alone on their bottleneck. */
  List<Figure> figures(List<MediaFlow> flows) {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.atLeast("steady utilisation, least phase", 85, utilisation(flows), "%"));
    for (int i = 1; i < steps.size(); i++) {
      figures.addAll(reaction(flows, i));
    }
    figures.addAll(harm(flows));
    return figures;
  }

  List<Figure> harm(List<MediaFlow> flows) {
    double wait = 0;
    double loss = 0;
    for (MediaFlow flow : flows) {
      wait = Math.max(wait, flow.trace().waitMillis().percentile(95));
      loss = Math.max(loss, 100 * flow.trace().selfInflictedLoss(0, endNanos));
    }
    return List.of(
        Figure.atMost("queueing p95", 100, wait, "ms"),
        Figure.below("self-inflicted loss", 1, loss, "%"));
  }

  /** Percent, in the phase where it is least. */
  double utilisation(List<MediaFlow> flows) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < steps.size(); i++) {
      long from = steps.get(i).atNanos + SETTLING_NANOS;
      double received = 0;
      for (MediaFlow flow : flows) {
        received += flow.trace().receivedBps(from, end(i));
      }
      least = Math.min(least, 100 * received / steps.get(i).bps);
    }
    return least;
  }

  private List<Figure> reaction(List<MediaFlow> flows, int index) {
    Step before = steps.get(index - 1);
    Step after = steps.get(index);
    String at = " at " + after.atNanos / 1_000_000_000 + " s: ";
    if (after.bps > before.bps) {
      double seconds = secondsUntil(index, time -> targets(flows, time) >= 0.9 * after.bps);
      return List.of(Figure.atMost("step up" + at + "90% of the capacity", 2, seconds, "s"));
    }
    double seconds = secondsUntil(index, time -> sent(flows, time) <= after.bps);
    long empty = bottleneck.queueMillis().first(after.atNanos, millis -> millis == 0);
    return List.of(
        Figure.atMost("step down" + at + "rate within capacity", 1, seconds, "s"),
        Figure.atMost("step down" + at + "queue drained", 3, (empty - after.atNanos) / 1e9, "s"));
  }

  private double secondsUntil(int index, LongPredicate reached) {
    long from = steps.get(index).atNanos;
    for (long time = from; time <= end(index); time += RESOLUTION_NANOS) {
      if (reached.test(time)) {
        return (time - from) / 1e9;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static double targets(List<MediaFlow> flows, long atNanos) {
    return flows.stream().mapToDouble(flow -> flow.target().at(atNanos)).sum();
  }

  /** Over the latest frames. */
  private static double sent(List<MediaFlow> flows, long atNanos) {
    return flows.stream()
        .mapToDouble(flow -> flow.trace().sentBps(atNanos - RATE_WINDOW_NANOS, atNanos))
        .sum();
  }

  private long end(int index) {
    return index + 1 < steps.size() ? steps.get(index + 1).atNanos : endNanos;
  }
}
