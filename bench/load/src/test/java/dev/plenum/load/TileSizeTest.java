package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileSizeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1280, 720",
    "1, 1280, 720",
    "2, 640, 360",
    "4, 640, 360",
    "5, 426, 240",
    "24, 256, 144"
  })
  void shouldShareThePage(int tiles, int width, int height) {
    assertThat(TileSize.of(tiles)).isEqualTo(new TileSize(width, height));
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "3, 1", "9, 1", "24, 0"})
  void shouldTakeTheSmallestLayerThatFillsATile(int tiles, int layer) {
    assertThat(TileSize.of(tiles).layer(Layer.SIMULCAST)).isEqualTo(layer);
  }

  @Test
  void shouldTakeTheOnlyLayer() {
    assertThat(TileSize.of(1).layer(Layer.SMALL)).isZero();
  }
}
