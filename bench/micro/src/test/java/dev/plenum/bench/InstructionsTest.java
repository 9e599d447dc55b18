package dev.plenum.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The hot loop takes no more instructions than it should, whatever else the machine does. */
class InstructionsTest {

  /** By the last of them the compiler has done its work. */
  private static final int ROUNDS = 20;

  private static final int PACKETS = 5_000;

  /** The whole way takes about twice the time of the least. */
  private static final double MOST_TIMES = 4;

  @Test
  void shouldTakeFewBesideWhatNobodyCanDoWithout() {
    Optional<InstructionCounter> counts = InstructionCounter.open();
    assumeThat(counts)
        .as("this machine does not count instructions, or not for us (perf_event_open)")
        .isPresent();
    WholeWay way = new WholeWay();
    way.receivers = 10;
    way.meet();
    LeastWay least = new LeastWay();
    least.receivers = 10;
    least.open();
    try (InstructionCounter counter = counts.orElseThrow()) {
      double whole = instructions(counter, way::forward);

      assertThat(whole / instructions(counter, least::forward)).isBetween(1.0, MOST_TIMES);
    }
  }

  /** The least of all rounds, which no compiler disturbed. */
  private static double instructions(InstructionCounter counter, Runnable operation) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = counter.instructions();
      for (int i = 0; i < PACKETS; i++) {
        operation.run();
      }
      least = Math.min(least, counter.instructions() - before);
    }
    return least;
  }
}
