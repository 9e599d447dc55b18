package dev.plenum.bwe.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.bwe.orchestration.Plan.EncodingPlan;
import dev.plenum.bwe.orchestration.Plan.SourcePlan;
import dev.plenum.bwe.orchestration.Plan.Tile;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OrchestratorRandomTest {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private static Plan plan(RandomRoom room) {
    return new Orchestrator().plan(room.publishers(), room.subscribers(), 0);
  }

  /** Over several plans, with networks that change in between. */
  @Test
  void shouldNeverExceedANetworkNorSendWhatNobodyWatches() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      Orchestrator orchestrator = new Orchestrator();
      RandomRoom room = RandomRoom.of(2 + random.nextInt(15), 9, random);
      for (int i = 0; i < 5; i++) {
        Plan plan = orchestrator.plan(room.publishers(), room.subscribers(), 3 * SECOND_NANOS * i);
        assertUplinks(room, plan);
        assertDownlinks(room, plan);
        assertWatched(plan);
        room = room.onOtherNetworks(random);
      }
    }
  }

  private static void assertUplinks(RandomRoom room, Plan plan) {
    for (int i = 0; i < room.publishers().size(); i++) {
      Publisher publisher = room.publishers().get(i);
      long sum = plan.sources().get(i).encodings().stream().mapToLong(EncodingPlan::maxBps).sum();
      assertThat(sum).isBetween(0L, Math.max(0, publisher.uplinkBps() - publisher.audioBps()));
    }
  }

  private static void assertDownlinks(RandomRoom room, Plan plan) {
    for (int i = 0; i < room.subscribers().size(); i++) {
      Subscriber subscriber = room.subscribers().get(i);
      List<Tile> tiles = plan.receptions().get(i).tiles();
      long sum = tiles.stream().mapToLong(Tile::bps).sum();
      assertThat(sum).isBetween(0L, Math.max(0, subscriber.downlinkBps() - subscriber.audioBps()));
      assertThat(tiles)
          .extracting(Tile::csrc)
          .containsExactlyElementsOf(
              subscriber.wishes().stream().map(Subscriber.Wish::csrc).toList());
    }
  }

  /** What is sent is just what is received. */
  private static void assertWatched(Plan plan) {
    Set<Tile> received = new HashSet<>();
    plan.receptions().forEach(it -> received.addAll(it.tiles()));
    received.removeIf(tile -> tile.rid() == null);
    Set<Tile> sent = new HashSet<>();
    for (SourcePlan source : plan.sources()) {
      for (EncodingPlan encoding : source.encodings()) {
        if (encoding.active()) {
          sent.add(new Tile(source.csrc(), encoding.rid(), encoding.maxBps()));
        }
      }
    }
    assertThat(sent).isEqualTo(received);
  }

  @Test
  void shouldPlanTheSameForTheSame() {
    Random random = new Random(2);
    for (int round = 0; round < 100; round++) {
      RandomRoom room = RandomRoom.of(2 + random.nextInt(15), 9, random);
      assertThat(plan(room)).isEqualTo(plan(room));
    }
  }

  /** Measured on 1,000 rooms: 0.997 on average, 0.82 at worst; the paper's way 0.94 and 0.42. */
  @Test
  void shouldComeCloseToTheOptimumAndCloserThanThePaper() {
    Random random = new Random(3);
    double sum = 0;
    double paperSum = 0;
    double worst = 1;
    double paperWorst = 1;
    int rooms = 0;
    for (int round = 0; round < 500; round++) {
      RandomRoom room = RandomRoom.of(3, 2, random);
      double optimum = Optimum.of(room);
      if (optimum > 0) {
        double ratio = Optimum.utility(room, plan(room)) / optimum;
        double paperRatio = PaperSolution.utility(room) / optimum;
        sum += ratio;
        paperSum += paperRatio;
        worst = Math.min(worst, ratio);
        paperWorst = Math.min(paperWorst, paperRatio);
        rooms++;
      }
    }
    assertThat(sum / rooms).isBetween(0.99, 1.0);
    assertThat(worst).isGreaterThan(0.8);
    assertThat(sum / rooms).isGreaterThan(paperSum / rooms + 0.04);
    assertThat(worst).isGreaterThan(paperWorst + 0.2);
  }

  /** The more watch each source, the more the lowest wish for all costs. */
  @Test
  void shouldGainOnThePaperInLargerRooms() {
    Random random = new Random(4);
    double sum = 0;
    for (int round = 0; round < 50; round++) {
      RandomRoom room = RandomRoom.of(16, 9, random);
      sum += (double) Optimum.utility(room, plan(room)) / PaperSolution.utility(room);
    }
    assertThat(sum / 50).isGreaterThan(1.3);
  }

  /** More for one can take a little from others, since not everything is tried. */
  @Test
  void shouldNotLoseByBetterNetworks() {
    Random random = new Random(5);
    double sum = 0;
    for (int round = 0; round < 300; round++) {
      RandomRoom room = RandomRoom.of(2 + random.nextInt(8), 9, random);
      double before = Math.max(1, plan(room).utility());
      double ratio = plan(room.onBetterNetworks(1.25)).utility() / before;
      assertThat(ratio).isGreaterThan(0.97);
      sum += ratio;
    }
    assertThat(sum / 300).isGreaterThan(1.1);
  }

  @Test
  void shouldGiveASoleViewerNoLessForABetterNetwork() {
    Random random = new Random(6);
    for (int round = 0; round < 100; round++) {
      RandomRoom room = RandomRoom.of(10, 9, random);
      long before = 0;
      for (long downlinkBps = 0; downlinkBps < 9_000_000; downlinkBps += 300_000) {
        Subscriber sole = room.subscribers().getFirst();
        sole = new Subscriber(sole.participant(), downlinkBps, 0, sole.wishes());
        long utility = plan(new RandomRoom(room.publishers(), List.of(sole))).utility();
        assertThat(utility).isGreaterThanOrEqualTo(before);
        before = utility;
      }
    }
  }

  /** Half of all networks change to anything between half and twice, each second. */
  @Test
  void shouldGoOnNearlyAsWellAsFromNothing() {
    Random random = new Random(7);
    double sum = 0;
    for (int round = 0; round < 40; round++) {
      RandomRoom room = RandomRoom.of(8, 9, random);
      Orchestrator orchestrator = new Orchestrator();
      orchestrator.plan(room.publishers(), room.subscribers(), 0);
      for (int second = 1; second < 9; second++) {
        room = room.onOtherNetworks(random);
        Plan plan = orchestrator.plan(room.publishers(), room.subscribers(), SECOND_NANOS * second);
        sum += (double) plan.utility() / plan(room).utility();
      }
    }
    assertThat(sum / 320).isGreaterThan(0.95);
  }

  @Test
  void shouldFollowTheSpeakerAsWellAsFromNothing() {
    Random random = new Random(8);
    double sum = 0;
    for (int round = 0; round < 40; round++) {
      RandomRoom room = RandomRoom.of(8, 9, random);
      Orchestrator orchestrator = new Orchestrator();
      for (int second = 0; second < 9; second++) {
        RandomRoom now = room.withSpeaker(random.nextInt(8));
        Plan plan = orchestrator.plan(now.publishers(), now.subscribers(), SECOND_NANOS * second);
        sum += (double) plan.utility() / plan(now).utility();
      }
    }
    assertThat(sum / 360).isGreaterThan(0.995);
  }

  /** Estimates that tremble by a twentieth, in 20 rooms of 10 for two minutes. */
  @Test
  void shouldNotFlapWithEstimates() {
    int changes = 0;
    int changesWithoutMemory = 0;
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      RandomRoom room = RandomRoom.of(10, 9, random);
      Orchestrator orchestrator = new Orchestrator();
      List<SourcePlan> before = List.of();
      List<SourcePlan> beforeWithoutMemory = List.of();
      for (int i = 0; i < 60; i++) {
        RandomRoom now = room.trembling(random);
        Plan plan = orchestrator.plan(now.publishers(), now.subscribers(), 2 * SECOND_NANOS * i);
        Plan planWithoutMemory = plan(now);
        if (i > 15) {
          changes += encodingsThatDiffer(before, plan.sources());
          changesWithoutMemory +=
              encodingsThatDiffer(beforeWithoutMemory, planWithoutMemory.sources());
        }
        before = plan.sources();
        beforeWithoutMemory = planWithoutMemory.sources();
      }
    }
    assertThat(changes).isLessThan(40);
    assertThat(changes).isLessThan(changesWithoutMemory / 50);
  }

  private static int encodingsThatDiffer(List<SourcePlan> before, List<SourcePlan> after) {
    int differ = 0;
    for (int i = 0; i < after.size(); i++) {
      for (int k = 0; k < after.get(i).encodings().size(); k++) {
        EncodingPlan encoding = after.get(i).encodings().get(k);
        differ += encoding.equals(before.get(i).encodings().get(k)) ? 0 : 1;
      }
    }
    return differ;
  }
}
