package dev.plenum.bwe.testkit;

import static dev.plenum.bwe.testkit.Units.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private final Simulation simulation = new Simulation(1);
  private final List<String> done = new ArrayList<>();

  @Test
  void shouldRunActionsInTheOrderOfTheirTimes() {
    simulation.at(seconds(2), () -> done.add("second"));
    simulation.at(seconds(1), () -> done.add("first"));
    simulation.at(seconds(2), () -> done.add("third"));
    simulation.at(seconds(3), () -> done.add("late"));

    simulation.runUntil(seconds(2.5));

    assertThat(done).containsExactly("first", "second", "third");
    assertThat(simulation.elapsedNanos()).isEqualTo(seconds(2.5));
  }

  @Test
  void shouldRingAnAlarmOnlyAtTheTimeSetLast() {
    Alarm alarm = new Alarm(simulation, () -> done.add("at " + simulation.elapsedNanos()));
    long start = simulation.nowNanos();
    alarm.set(start + 10);
    alarm.set(start + 30);
    alarm.set(start + 20);

    simulation.runUntil(100);

    assertThat(done).containsExactly("at 20");
  }

  @Test
  void shouldBeTheSameForTheSameSeed() {
    assertThat(arrivals(1)).isEqualTo(arrivals(1)).isNotEqualTo(arrivals(2));
  }

  private static List<Long> arrivals(long seed) {
    Simulation simulation = new Simulation(seed);
    Path path =
        new Path(simulation, new Bottleneck(simulation, 1_000_000))
            .jitter(seconds(0.03))
            .loss(Loss.bursty(0.1, 4));
    List<Long> arrivals = new ArrayList<>();
    simulation.every(
        seconds(0.01), () -> path.send(1_000, () -> arrivals.add(simulation.nowNanos())));
    simulation.runUntil(seconds(10));
    return arrivals;
  }
}
