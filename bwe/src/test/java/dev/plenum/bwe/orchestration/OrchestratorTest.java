package dev.plenum.bwe.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.bwe.orchestration.Plan.EncodingPlan;
import dev.plenum.bwe.orchestration.Plan.SourcePlan;
import dev.plenum.bwe.orchestration.Plan.Tile;
import dev.plenum.bwe.orchestration.Subscriber.Wish;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OrchestratorTest {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Orchestrator orchestrator = new Orchestrator();
  private long nowNanos;

  private Plan plan(List<Publisher> publishers, Subscriber... subscribers) {
    nowNanos += SECOND_NANOS;
    return orchestrator.plan(publishers, List.of(subscribers), nowNanos);
  }

  private static Publisher camera(long uplinkBps) {
    return new Publisher("alice", uplinkBps, 0, List.of(fullCamera(1)));
  }

  private static Source fullCamera(int csrc) {
    return new Source(
        csrc,
        List.of(Encoding.of("q", 180, 4), Encoding.of("h", 360, 2), Encoding.of("f", 720, 1)),
        true);
  }

  private static Subscriber viewer(String name, long downlinkBps, Wish... wishes) {
    return new Subscriber(name, downlinkBps, 0, List.of(wishes));
  }

  private static Wish wish(int csrc, int heightPixels) {
    return new Wish(csrc, heightPixels, 1);
  }

  private static List<Long> offered(SourcePlan source) {
    return source.encodings().stream().map(EncodingPlan::maxBps).toList();
  }

  private static List<Tile> tiles(Plan plan, int subscriber) {
    return plan.receptions().get(subscriber).tiles();
  }

  @Test
  void shouldTurnOffWhatNobodyWatches() {
    Plan plan = plan(List.of(camera(5_000_000)), viewer("bob", 5_000_000, wish(1, 360)));

    assertThat(plan.sources().getFirst().encodings())
        .containsExactly(
            new EncodingPlan("q", false, 0, 4),
            new EncodingPlan("h", true, 800_000, 2),
            new EncodingPlan("f", false, 0, 1));
    assertThat(tiles(plan, 0)).containsExactly(new Tile(1, "h", 800_000));
    assertThat(offered(plan(List.of(camera(5_000_000))).sources().getFirst())).containsOnly(0L);
  }

  @Test
  void shouldNotLowerTheOthersForOneSlowViewer() {
    Plan plan =
        plan(
            List.of(camera(5_000_000)),
            viewer("bob", 5_000_000, wish(1, 720)),
            viewer("carol", 5_000_000, wish(1, 720)),
            viewer("dave", 1_100_000, wish(1, 720)));

    assertThat(offered(plan.sources().getFirst())).containsExactly(0L, 800_000L, 1_500_000L);
    assertThat(plan.receptions())
        .extracting(it -> it.tiles().getFirst().rid())
        .containsExactly("f", "f", "h");
  }

  @Test
  void shouldSplitAnUplinkSoThatAllTogetherSeeTheMost() {
    Plan plan =
        plan(
            List.of(camera(1_000_000)),
            viewer("bob", 5_000_000, wish(1, 720)),
            viewer("carol", 450_000, wish(1, 720)));

    assertThat(offered(plan.sources().getFirst())).containsExactly(300_000L, 600_000L, 0L);
    assertThat(tiles(plan, 0)).containsExactly(new Tile(1, "h", 600_000));
    assertThat(tiles(plan, 1)).containsExactly(new Tile(1, "q", 300_000));
  }

  @Test
  void shouldReserveAudioFirst() {
    Plan plan =
        orchestrator.plan(
            List.of(new Publisher("alice", 850_000, 60_000, List.of(fullCamera(1)))),
            List.of(new Subscriber("bob", 550_000, 60_000, List.of(wish(1, 720)))),
            0);

    assertThat(tiles(plan, 0)).containsExactly(new Tile(1, "h", 400_000));
  }

  @Test
  void shouldShareAnUplinkBetweenScreenAndCamera() {
    Source screen =
        new Source(
            2, List.of(new Encoding("", 1080, 1, List.of(500_000L, 1_000_000L, 1_500_000L))), true);
    Publisher publisher = new Publisher("alice", 1_300_000, 0, List.of(screen, fullCamera(1)));

    Plan plan =
        plan(List.of(publisher), viewer("bob", 9_000_000, wish(1, 360), new Wish(2, 1080, 3)));

    assertThat(plan.sources()).extracting(SourcePlan::csrc).containsExactly(2, 1);
    assertThat(offered(plan.sources().getFirst())).containsExactly(1_000_000L);
    assertThat(offered(plan.sources().getLast())).containsExactly(300_000L, 0L, 0L);
  }

  @Test
  void shouldTakeAPublisherAsItIsThatCannotBeTold() {
    Source fixed =
        new Source(
            1,
            List.of(
                new Encoding("q", 180, 4, List.of(170_000L)),
                new Encoding("f", 720, 1, List.of(1_630_000L))),
            false);

    Plan plan =
        plan(
            List.of(new Publisher("camera", 0, 0, List.of(fixed))),
            viewer("bob", 2_000_000, wish(1, 720)),
            viewer("carol", 1_500_000, wish(1, 720)));

    assertThat(plan.sources()).isEmpty();
    assertThat(tiles(plan, 0)).containsExactly(new Tile(1, "f", 1_630_000));
    assertThat(tiles(plan, 1)).containsExactly(new Tile(1, "q", 170_000));
  }

  @Test
  void shouldServeASmallTileFromALargerEncodingWhereThatServesMore() {
    Source large =
        new Source(1, List.of(new Encoding("", 720, 1, List.of(500_000L, 1_000_000L))), true);

    Plan plan =
        plan(
            List.of(new Publisher("alice", 1_200_000, 0, List.of(large))),
            viewer("bob", 3_000_000, wish(1, 180)));

    assertThat(tiles(plan, 0)).containsExactly(new Tile(1, "", 1_000_000));
  }

  @Test
  void shouldGiveNothingOfASourceThatIsGone() {
    assertThat(tiles(plan(List.of(), viewer("bob", 3_000_000, wish(1, 180))), 0))
        .containsExactly(new Tile(1, null, 0));
  }

  @Test
  void shouldTurnOnInTheNextPlanWhatIsWatchedAgain() {
    plan(List.of(camera(5_000_000)), viewer("bob", 5_000_000));

    Plan plan = plan(List.of(camera(5_000_000)), viewer("bob", 5_000_000, wish(1, 720)));

    assertThat(offered(plan.sources().getFirst())).containsExactly(0L, 0L, 1_500_000L);
  }

  /** In a room that is so large that one viewer's gain is a trifle, and without a bit to spare. */
  @Test
  void shouldServeAnEnlargedTileInTheNextPlan() {
    List<Publisher> publishers = new ArrayList<>();
    List<Wish> wishes = new ArrayList<>();
    for (int csrc = 1; csrc <= 25; csrc++) {
      publishers.add(new Publisher("p" + csrc, 5_000_000, 0, List.of(fullCamera(csrc))));
      wishes.add(wish(csrc, 180));
    }
    Subscriber[] viewers = new Subscriber[50];
    for (int i = 0; i < viewers.length; i++) {
      viewers[i] = viewer("viewer" + i, 25 * 300_000, wishes.toArray(Wish[]::new));
    }
    plan(publishers, viewers);

    wishes.set(7, new Wish(8, 720, 3));
    viewers[0] = viewer("viewer0", 25 * 300_000, wishes.toArray(Wish[]::new));
    Plan plan = plan(publishers, viewers);

    assertThat(tiles(plan, 0).get(7).rid()).isEqualTo("f");
    assertThat(plan.receptions().subList(1, 50))
        .allSatisfy(it -> assertThat(it.tiles()).allMatch(tile -> tile.bps() == 300_000));
  }

  @Test
  void shouldCutToAFallenUplinkAtOnce() {
    plan(List.of(camera(5_000_000)), viewer("bob", 5_000_000, wish(1, 720)));

    Plan plan = plan(List.of(camera(700_000)), viewer("bob", 5_000_000, wish(1, 720)));

    assertThat(offered(plan.sources().getFirst())).containsExactly(0L, 600_000L, 0L);
  }

  @Test
  void shouldNotChangeEncodingsForALittleMore() {
    plan(List.of(camera(5_000_000)), viewer("bob", 950_000, wish(1, 720)));

    Plan plan = plan(List.of(camera(5_000_000)), viewer("bob", 1_200_000, wish(1, 720)));
    assertThat(offered(plan.sources().getFirst())).containsExactly(0L, 800_000L, 0L);

    plan = plan(List.of(camera(5_000_000)), viewer("bob", 1_500_000, wish(1, 720)));
    assertThat(offered(plan.sources().getFirst())).containsExactly(0L, 0L, 1_500_000L);
  }

  @Test
  void shouldStartAnEncoderForOneAmongManyWhoWouldSeeNothing() {
    Subscriber[] many = new Subscriber[300];
    for (int i = 0; i < many.length; i++) {
      many[i] = viewer("viewer" + i, 5_000_000, wish(1, 720));
    }
    plan(List.of(camera(5_000_000)), many);

    many[0] = viewer("viewer0", 150_000, wish(1, 720));
    Plan plan = plan(List.of(camera(5_000_000)), many);

    assertThat(offered(plan.sources().getFirst())).containsExactly(100_000L, 0L, 1_500_000L);
    assertThat(tiles(plan, 0)).containsExactly(new Tile(1, "q", 100_000));
  }
}
