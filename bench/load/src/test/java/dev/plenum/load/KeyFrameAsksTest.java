package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyFrameAsksTest {
  private final KeyFrameAsks asks = new KeyFrameAsks();

  @Test
  void shouldCountThoseWithinASecond() {
    askAt(0, 1_000, 1_400, 1_800, 3_000);

    assertThat(asks.mostInASecond(0)).isEqualTo(3);
  }

  @Test
  void shouldCountOneWhereTheyComeASecondApart() {
    askAt(0, 1_000, 2_000, 3_010);

    assertThat(asks.mostInASecond(0)).isEqualTo(1);
  }

  @Test
  void shouldLeaveOutWhatWasBefore() {
    askAt(0, 100, 200, 5_000);

    assertThat(asks.since(millis(1_000))).isEqualTo(1);
    assertThat(asks.mostInASecond(millis(1_000))).isEqualTo(1);
  }

  @Test
  void shouldCountNoneWhereThereIsNone() {
    assertThat(asks.since(0)).isZero();
    assertThat(asks.mostInASecond(0)).isZero();
  }

  private void askAt(long... millis) {
    for (long at : millis) {
      asks.add(millis(at));
    }
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
