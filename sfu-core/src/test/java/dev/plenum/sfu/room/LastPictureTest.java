package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.bwe.allocation.Layer;
import dev.plenum.bwe.allocation.Layer.State;
import dev.plenum.bwe.allocation.Tile;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastPictureTest {

  private static final long AUDIO_BPS = 40_000;
  private static final long SMALLEST_BPS = 150_000;
  private static final List<Tile> TILES =
      List.of(
          new Tile(
              1,
              720,
              1,
              false,
              false,
              List.of(
                  new Layer(0, 0, 90, 50_000, State.OFF_BY_PUBLISHER),
                  new Layer(1, 0, 180, SMALLEST_BPS, State.ACTIVE),
                  new Layer(2, 0, 720, 1_500_000, State.ACTIVE))));

  private long nowNanos = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(2);
  private final LastPicture lastPicture = new LastPicture(nowNanos);

  private long bearable(long estimateBps) {
    nowNanos += TimeUnit.MILLISECONDS.toNanos(200);
    return lastPicture.bearableBps(TILES, estimateBps, AUDIO_BPS, nowNanos);
  }

  @ParameterizedTest
  @ValueSource(longs = {190_000, 300_000, 3_000_000})
  void shouldLeaveAnEstimateThatCarriesAPicture(long estimateBps) {
    for (int i = 0; i < 100; i++) {
      assertThat(bearable(estimateBps)).isEqualTo(estimateBps);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {30_000, 100_000, 189_999})
  void shouldCarryOnePictureForThreeSeconds(long estimateBps) {
    assertThat(bearable(1_000_000)).isEqualTo(1_000_000);
    for (int i = 0; i < 14; i++) {
      assertThat(bearable(estimateBps)).isEqualTo(AUDIO_BPS + SMALLEST_BPS);
    }
    assertThat(bearable(estimateBps)).isEqualTo(estimateBps);
    for (int i = 0; i < 100; i++) {
      assertThat(bearable(estimateBps)).isEqualTo(estimateBps);
    }
  }

  @Test
  void shouldNotCarryALargePicture() {
    List<Tile> large =
        List.of(
            new Tile(1, 720, 1, false, true, List.of(new Layer(0, 0, 720, 600_000, State.ACTIVE))));

    assertThat(lastPicture.bearableBps(large, 1_000_000, AUDIO_BPS, nowNanos)).isEqualTo(1_000_000);
    assertThat(lastPicture.bearableBps(large, 300_000, AUDIO_BPS, nowNanos)).isEqualTo(300_000);
  }

  @Test
  void shouldBeginAnewWhenTheEstimateHasRecovered() {
    for (int i = 0; i < 50; i++) {
      bearable(50_000);
    }
    bearable(200_000);

    assertThat(bearable(50_000)).isEqualTo(AUDIO_BPS + SMALLEST_BPS);
  }
}
