package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentLossesTest {
  private final RecentLosses losses = new RecentLosses();

  @Test
  void shouldNotTakeFewForMany() {
    for (int i = 1; i < RecentLosses.MANY; i++) {
      losses.lost(i * SECONDS);
    }
    assertThat(losses.areMany(5 * SECONDS)).isFalse();
    losses.lost(5 * SECONDS);
    assertThat(losses.areMany(5 * SECONDS)).isTrue();
  }

  @Test
  void shouldNotAddUpWhatIsFarApart() {
    for (int i = 1; i < 100; i++) {
      losses.lost(i * (RecentLosses.SOON_NANOS + 1));
      assertThat(losses.areMany(i * (RecentLosses.SOON_NANOS + 1))).isFalse();
    }
  }

  @Test
  void shouldForgetOnlyAfterLongTimeWithout() {
    for (int i = 0; i < RecentLosses.MANY; i++) {
      losses.lost(0);
    }
    assertThat(losses.areMany(RecentLosses.FORGOTTEN_NANOS)).isTrue();
    losses.lost(RecentLosses.FORGOTTEN_NANOS);
    assertThat(losses.areMany(2 * RecentLosses.FORGOTTEN_NANOS)).isTrue();
    assertThat(losses.areMany(2 * RecentLosses.FORGOTTEN_NANOS + 1)).isFalse();
    losses.lost(2 * RecentLosses.FORGOTTEN_NANOS + 1);
    assertThat(losses.areMany(2 * RecentLosses.FORGOTTEN_NANOS + 1)).isFalse();
  }
}
