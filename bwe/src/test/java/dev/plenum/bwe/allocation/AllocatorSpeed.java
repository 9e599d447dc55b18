package dev.plenum.bwe.allocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints how long an allocation of 25 tiles to one receiver takes on one core, on average over 300
 * receivers on networks of 0.5 to 6.5 Mbps. A program to be run by hand, not a test: the machine's
 * other work is in its figures.
 */
final class AllocatorSpeed {
  private static final int RECEIVERS = 300;
  private static final int ROUNDS = 200;
  private static final long TICK_NANOS = 300_000_000;

  private AllocatorSpeed() {}

  public static void main(String[] arguments) {
    List<Tile> tiles = new ArrayList<>(Rooms.gallery(25, 360));
    tiles.set(3, Rooms.speaker(4, 720));
    Allocator[] allocators = new Allocator[RECEIVERS];
    Arrays.setAll(allocators, i -> new Allocator());
    double[] micros = new double[ROUNDS];
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < RECEIVERS; i++) {
        long estimateBps = 500_000L + 20_000L * i;
        allocators[i].allocate(tiles, estimateBps, 64_000, false, round * TICK_NANOS);
      }
      if (round >= 0) {
        micros[round] = (System.nanoTime() - start) / 1e3 / RECEIVERS;
      }
    }
    Arrays.sort(micros);
    System.out.printf(
        Locale.ROOT,
        "microseconds per receiver of 25 tiles: median %.1f, p90 %.1f%n",
        micros[ROUNDS / 2],
        micros[ROUNDS * 9 / 10]);
  }
}
