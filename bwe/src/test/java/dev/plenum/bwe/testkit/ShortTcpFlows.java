package dev.plenum.bwe.testkit;

import java.util.Random;
import java.util.function.Supplier;

/**
 * One user of the web beside the media: files of 100 to 1,000 kB by TCP, with pauses between them
 * of ten seconds on average (RFC 8868 §6.1.2).
 */
public final class ShortTcpFlows {
  private static final double MEAN_PAUSE_NANOS = 10e9;
  private static final int MIN_FILE_BYTES = 100_000;
  private static final int MAX_FILE_BYTES = 1_000_000;

  private final Simulation simulation;
  private final Supplier<Path> forward;
  private final Supplier<Path> backward;
  private final Random random;

  /**
   * @param loading whether it starts with a file rather than a pause
   */
  public ShortTcpFlows(
      Simulation simulation, Supplier<Path> forward, Supplier<Path> backward, boolean loading) {
    this.simulation = simulation;
    this.forward = forward;
    this.backward = backward;
    this.random = simulation.newRandom();
    if (loading) {
      load();
    } else {
      pause();
    }
  }

  private void pause() {
    double pauses = -Math.log(1 - random.nextDouble());
    simulation.after((long) (MEAN_PAUSE_NANOS * pauses), this::load);
  }

  private void load() {
    int bytes = random.nextInt(MIN_FILE_BYTES, MAX_FILE_BYTES + 1);
    new TcpFlow(simulation, forward.get(), backward.get(), bytes, this::pause);
  }
}
