package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void shouldTellShares() {
    Spread spread = new Spread(LongStream.rangeClosed(1, 100).map(millis -> millis * 1_000_000));

    assertThat(spread.percentile(0.5)).isEqualTo(50);
    assertThat(spread.percentile(0.95)).isEqualTo(95);
    assertThat(spread.percentile(1)).isEqualTo(100);
    assertThat(spread).hasToString("50 / 95 / 100 ms");
  }

  @Test
  void shouldTellNothingOfNothing() {
    assertThat(new Spread(LongStream.empty()).percentile(0.5)).isNaN();
  }
}
