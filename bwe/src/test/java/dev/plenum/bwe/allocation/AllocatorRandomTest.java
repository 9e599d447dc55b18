package dev.plenum.bwe.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AllocatorRandomTest {
  private static final long AUDIO_BPS = 64_000;
  private static final int ROUNDS = 2_000;

  @Test
  void shouldNeverExceedTheEstimate() {
    Random random = new Random(1);
    for (int round = 0; round < ROUNDS; round++) {
      Allocator allocator = new Allocator();
      List<Tile> tiles = Rooms.random(random, 25);
      for (int i = 0; i < 5; i++) {
        long estimateBps = AUDIO_BPS + random.nextLong(6_000_000);
        Allocation allocation =
            allocator.allocate(tiles, estimateBps, AUDIO_BPS, false, i * 700_000_000L);
        assertThat(allocation.usedBps()).isBetween(AUDIO_BPS, estimateBps);
        assertThat(allocation.usedBps())
            .isEqualTo(
                AUDIO_BPS
                    + allocation.choices().stream()
                        .map(Choice::layer)
                        .filter(Objects::nonNull)
                        .mapToLong(Layer::bps)
                        .sum());
        assertThat(allocation.choices())
            .extracting(Choice::csrc)
            .containsExactlyElementsOf(tiles.stream().map(Tile::csrc).toList());
      }
    }
  }

  @Test
  void shouldShowNothingWhereAudioTakesAll() {
    Random random = new Random(2);
    for (int round = 0; round < ROUNDS; round++) {
      Allocation allocation =
          new Allocator().allocate(Rooms.random(random, 9), 30_000, AUDIO_BPS, false, 0);
      assertThat(allocation.choices()).extracting(Choice::layer).containsOnlyNulls();
    }
  }

  /** Against all combinations of what fits into the nine tenths that a first choice may use. */
  @Test
  void shouldComeCloseToTheBestThatCouldBeDone() {
    Random random = new Random(3);
    double sum = 0;
    int rooms = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<Tile> tiles = Rooms.random(random, 4);
      long estimateBps = 100_000 + random.nextLong(4_000_000);
      double best = bestUtility(tiles, 0, (long) (estimateBps * 0.9));
      if (best > 0) {
        Allocation allocation = new Allocator().allocate(tiles, estimateBps, 0, false, 0);
        double ratio = Rooms.utility(tiles, allocation) / best;
        assertThat(ratio).isBetween(0.7, 1.000_001);
        sum += ratio;
        rooms++;
      }
    }
    assertThat(sum / rooms).isGreaterThan(0.995);
  }

  private static double bestUtility(List<Tile> tiles, int from, long leftBps) {
    if (from == tiles.size()) {
      return 0;
    }
    double best = bestUtility(tiles, from + 1, leftBps);
    for (Layer layer : tiles.get(from).layers()) {
      if (layer.isActive() && layer.bps() <= leftBps) {
        double rest = bestUtility(tiles, from + 1, leftBps - layer.bps());
        best = Math.max(best, tiles.get(from).utility(layer) + rest);
      }
    }
    return best;
  }

  @Test
  void shouldGiveNoLessWhereTheNetworkCarriesMore() {
    Random random = new Random(4);
    for (int round = 0; round < ROUNDS; round++) {
      List<Tile> tiles = Rooms.random(random, 9);
      long estimateBps = random.nextLong(6_000_000);
      double less = Rooms.utility(tiles, fresh(tiles, estimateBps));
      double more = Rooms.utility(tiles, fresh(tiles, estimateBps + estimateBps / 4));
      assertThat(more).isGreaterThanOrEqualTo(less);
    }
  }

  private static Allocation fresh(List<Tile> tiles, long estimateBps) {
    return new Allocator().allocate(tiles, estimateBps, AUDIO_BPS, false, 0);
  }

  @Test
  void shouldStayWhereNothingChanges() {
    Random random = new Random(5);
    for (int round = 0; round < ROUNDS; round++) {
      List<Tile> tiles = Rooms.random(random, 25);
      long estimateBps = random.nextLong(6_000_000);
      Allocator allocator = new Allocator();
      Allocation first = allocator.allocate(tiles, estimateBps, AUDIO_BPS, false, 0);
      for (int i = 1; i < 4; i++) {
        assertThat(allocator.allocate(tiles, estimateBps, AUDIO_BPS, false, i * 700_000_000L))
            .isEqualTo(first);
      }
    }
  }

  /** An estimate that swings by a twelfth settles at what its lowest values carry. */
  @Test
  void shouldNotFlapWithTheEstimate() {
    int changes = 0;
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Tile> tiles = Rooms.random(random, 9);
      Allocator allocator = new Allocator();
      List<Choice> before = List.of();
      for (int i = 0; i < 600; i++) {
        long estimateBps = (long) (2_000_000 * (0.92 + 0.16 * random.nextDouble()));
        List<Choice> choices =
            allocator.allocate(tiles, estimateBps, AUDIO_BPS, false, i * 100_000_000L).choices();
        changes += i < 50 || choices.equals(before) ? 0 : 1;
        before = choices;
      }
    }
    assertThat(changes).isLessThanOrEqualTo(2);
  }

  /** A network that bears less than its estimate promises, again and again. */
  @Test
  void shouldTryLessAndLessOftenWhatFails() {
    Allocator allocator = new Allocator();
    List<Tile> tiles = List.of(Rooms.tile(1, 720));
    int[] rises = new int[4];
    long before = 0;
    long estimateBps = 600_000;
    for (int i = 0; i < 600; i++) {
      Allocation allocation = allocator.allocate(tiles, estimateBps, 0, false, i * 100_000_000L);
      rises[i / 150] += allocation.usedBps() > before ? 1 : 0;
      before = allocation.usedBps();
      estimateBps = allocation.usedBps() > 1_000_000 ? 600_000 : 2_000_000;
    }
    assertThat(rises[0]).isGreaterThan(rises[3]);
    assertThat(rises[3]).isLessThanOrEqualTo(2);
  }
}
