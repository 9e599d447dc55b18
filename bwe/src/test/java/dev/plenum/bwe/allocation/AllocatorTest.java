package dev.plenum.bwe.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.bwe.allocation.Layer.State;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AllocatorTest {
  private static final long AUDIO_BPS = 64_000;
  private static final long TICK_NANOS = 200_000_000;

  private final Allocator allocator = new Allocator();
  private long nowNanos;

  private Allocation allocate(long estimateBps, Tile... tiles) {
    nowNanos += TICK_NANOS;
    return allocator.allocate(List.of(tiles), estimateBps, AUDIO_BPS, false, nowNanos);
  }

  private Allocation allocateFor(int seconds, long estimateBps, Tile... tiles) {
    Allocation allocation = allocate(estimateBps, tiles);
    for (long i = 1; i < seconds * 1_000_000_000L / TICK_NANOS; i++) {
      allocation = allocate(estimateBps, tiles);
    }
    return allocation;
  }

  private static @Nullable String name(Choice choice) {
    Layer layer = choice.layer();
    return layer == null ? null : "S" + layer.spatial() + "T" + layer.temporal();
  }

  @Test
  void shouldGiveEachTileTheLayerOfItsSizeWhenTheNetworkCarriesAll() {
    Allocation allocation =
        allocate(10_000_000, Rooms.tile(1, 180), Rooms.tile(2, 360), Rooms.tile(3, 720));

    assertThat(allocation.choices())
        .extracting(AllocatorTest::name)
        .containsExactly("S0T2", "S1T2", "S2T2");
    assertThat(allocation.choices()).extracting(Choice::limit).containsOnly(Limit.ASKED_SIZE);
    assertThat(allocation.usedBps()).isEqualTo(AUDIO_BPS + 150_000 + 500_000 + 1_500_000);
    assertThat(allocation.demandBps()).isEqualTo(allocation.usedBps());
  }

  @Test
  void shouldTakeThePictureThatIsALittleSmallerThanItsTile() {
    assertThat(allocate(10_000_000, Rooms.tile(1, 200)).choices().getFirst())
        .extracting(AllocatorTest::name, Choice::limit)
        .containsExactly("S0T2", Limit.ASKED_SIZE);
  }

  @Test
  void shouldShowAllTilesAtFewerFramesBeforeSomeInFull() {
    Tile[] tiles = Rooms.gallery(9, 360).toArray(Tile[]::new);

    Allocation allocation = allocate(AUDIO_BPS + 900_000, tiles);

    assertThat(allocation.choices()).extracting(Choice::layer).doesNotContainNull();
    assertThat(allocation.choices()).extracting(Choice::limit).containsOnly(Limit.ESTIMATE);
    assertThat(allocation.demandBps()).isEqualTo(AUDIO_BPS + 9 * 500_000);
  }

  @Test
  void shouldPauseTheLastOfEqualTilesThatTheNetworkDoesNotCarry() {
    Tile[] tiles = Rooms.gallery(4, 180).toArray(Tile[]::new);

    List<Choice> choices = allocate(AUDIO_BPS + 150_000, tiles).choices();

    assertThat(choices)
        .extracting(Choice::isPausedByBandwidth)
        .containsExactly(false, false, true, true);
  }

  @Test
  void shouldServeSpeakerAndScreenFirstAndTheScreenRatherSharpThanMoving() {
    Tile screen = Rooms.screen(3, 720, Rooms.simulcast(200_000, 500_000, 1_500_000));

    List<Choice> choices =
        allocate(500_000, Rooms.tile(1, 720), Rooms.speaker(2, 720), screen).choices();

    assertThat(choices).extracting(AllocatorTest::name).containsExactly(null, "S0T2", "S1T0");
  }

  @Test
  void shouldServeTheTileOfHigherPriorityFirst() {
    Tile preferred = new Tile(2, 360, 2, false, false, Rooms.CAMERA);

    List<Choice> choices = allocate(900_000, Rooms.tile(1, 360), preferred).choices();

    assertThat(choices).extracting(AllocatorTest::name).containsExactly("S0T2", "S1T2");
  }

  @Test
  void shouldForwardTheLargerPictureWhereTheSmallerIsOff() {
    List<Layer> layers =
        List.of(
            new Layer(0, 0, 180, 150_000, State.OFF_BY_PUBLISHER),
            new Layer(1, 0, 360, 500_000, State.ACTIVE));
    Tile tile = new Tile(1, 180, 0, false, false, layers);

    assertThat(allocate(1_000_000, tile).choices().getFirst().layer()).isEqualTo(layers.get(1));
  }

  @Test
  void shouldSayWhyATileGetsNoMore() {
    for (State off :
        List.of(State.OFF_BY_PUBLISHER, State.OFF_BY_ORCHESTRATOR, State.OFF_BY_OVERLOAD)) {
      Tile tile = new Tile(1, 720, 0, false, false, Rooms.from(2, off, Rooms.CAMERA));

      assertThat(allocate(10_000_000, tile).choices().getFirst())
          .extracting(AllocatorTest::name, Choice::limit)
          .containsExactly("S1T2", off.limit());
    }
    assertThat(allocate(10_000_000, Rooms.tile(1, 1080)).choices().getFirst().limit())
        .isEqualTo(Limit.PUBLISHER);
  }

  @Test
  void shouldNotCallATilePausedByBandwidthWhoseSourceSendsNothing() {
    Choice choice =
        allocate(10_000_000, new Tile(1, 360, 0, false, false, List.of())).choices().getFirst();

    assertThat(choice).isEqualTo(new Choice(1, null, Limit.PUBLISHER));
    assertThat(choice.isPausedByBandwidth()).isFalse();
  }

  @Test
  void shouldDemandWhatTheOrchestratorWouldTurnOnAgain() {
    Tile tile =
        new Tile(1, 720, 0, false, false, Rooms.from(1, State.OFF_BY_ORCHESTRATOR, Rooms.CAMERA));
    Tile other =
        new Tile(2, 720, 0, false, false, Rooms.from(1, State.OFF_BY_PUBLISHER, Rooms.CAMERA));

    assertThat(allocate(10_000_000, tile, other).demandBps())
        .isEqualTo(AUDIO_BPS + 1_500_000 + 150_000);
  }

  @Test
  void shouldFallAtOnceAndRiseOnlyOnAnEstimateHeld() {
    Tile tile = Rooms.tile(1, 720);
    assertThat(name(allocateFor(6, 3_000_000, tile).choices().getFirst())).isEqualTo("S2T2");

    assertThat(name(allocate(400_000, tile).choices().getFirst())).isEqualTo("S0T2");

    assertThat(name(allocate(3_000_000, tile).choices().getFirst())).isEqualTo("S0T2");
    assertThat(name(allocateFor(1, 3_000_000, tile).choices().getFirst())).isEqualTo("S2T2");
  }

  @Test
  void shouldGiveTheFirstPictureTheWholeEstimateAtOnce() {
    Tile tile = new Tile(1, 360, 0, false, false, List.of(camera(280_000)));
    allocate(300_000);

    assertThat(allocate(AUDIO_BPS + 280_000, tile).choices())
        .extracting(AllocatorTest::name)
        .containsExactly("S0T0");
  }

  @Test
  void shouldBeCarefulWithEveryPictureAfterTheFirst() {
    Tile tile = new Tile(1, 360, 0, false, false, List.of(camera(280_000)));
    allocate(AUDIO_BPS + 280_000, tile);
    assertThat(allocate(AUDIO_BPS + 279_999, tile).choices())
        .extracting(AllocatorTest::name)
        .containsExactly((String) null);

    assertThat(allocateFor(10, AUDIO_BPS + 280_000, tile).choices())
        .extracting(AllocatorTest::name)
        .containsExactly((String) null);
    assertThat(allocateFor(3, AUDIO_BPS + 330_000, tile).choices())
        .extracting(AllocatorTest::name)
        .containsExactly("S0T0");
  }

  private static Layer camera(long bps) {
    return new Layer(0, 0, 360, bps, State.ACTIVE);
  }

  @Test
  void shouldRiseAtOnceOnAProbe() {
    Tile tile = Rooms.tile(1, 720);
    allocate(400_000, tile);

    Allocation allocation =
        allocator.allocate(List.of(tile), 3_000_000, AUDIO_BPS, true, nowNanos + TICK_NANOS);

    assertThat(name(allocation.choices().getFirst())).isEqualTo("S2T2");
  }

  @Test
  void shouldShowANewTileAtOnceWhereThereIsRoom() {
    allocateFor(2, 2_000_000, Rooms.tile(1, 360));

    assertThat(allocate(2_000_000, Rooms.tile(1, 360), Rooms.tile(2, 360)).choices())
        .extracting(AllocatorTest::name)
        .containsExactly("S1T2", "S1T2");
  }

  @Test
  void shouldMakeRoomForASpeakerAtOnce() {
    Tile[] before = {Rooms.tile(1, 720), Rooms.tile(2, 720)};
    allocateFor(2, 1_950_000, before);

    assertThat(allocate(1_950_000, Rooms.tile(1, 720), Rooms.speaker(2, 720)).choices())
        .extracting(AllocatorTest::name)
        .containsExactly("S0T2", "S2T2");
  }

  @Test
  void shouldWaitLongerAfterARiseThatTheNetworkDidNotBear() {
    Tile tile = Rooms.tile(1, 720);
    allocateFor(2, 400_000, tile);
    allocateFor(2, 3_000_000, tile);
    allocate(400_000, tile);

    assertThat(name(allocateFor(2, 3_000_000, tile).choices().getFirst())).isEqualTo("S0T2");
    assertThat(name(allocateFor(1, 3_000_000, tile).choices().getFirst())).isEqualTo("S2T2");
  }
}
