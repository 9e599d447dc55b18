package dev.plenum.bwe.loss;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReportedLossTest {
  private static final long SECOND = 1_000_000_000;
  private static final long ROUND_TRIP = 100_000_000;

  private final ReportedLoss loss = new ReportedLoss(1_000_000, 100_000, 1_500_000);
  private long now = SECOND;

  @Test
  void shouldGrowByEightPercentASecondWithoutLoss() {
    report(100, 0);
    assertThat(loss.bps()).isEqualTo(1_081_000);
    report(100, 1);
    assertThat(loss.bps()).isEqualTo(1_168_480);
  }

  @Test
  void shouldStayWithSomeLoss() {
    report(100, 2);
    report(100, 10);
    assertThat(loss.bps()).isEqualTo(1_000_000);
  }

  @Test
  void shouldFallByHalfTheLoss() {
    report(100, 20);
    assertThat(loss.bps()).isEqualTo(900_000);
  }

  @Test
  void shouldNotFallTwiceForOneTrouble() {
    loss.onReport(100, 20, ROUND_TRIP, now);
    loss.onReport(100, 20, ROUND_TRIP, now + 350_000_000);
    assertThat(loss.bps()).isEqualTo(900_000);
    loss.onReport(100, 20, ROUND_TRIP, now + 400_000_000);
    assertThat(loss.bps()).isEqualTo(810_000);
  }

  @Test
  void shouldGatherSmallReports() {
    report(10, 10);
    assertThat(loss.bps()).isEqualTo(1_000_000);
    report(10, 0);
    assertThat(loss.bps()).isEqualTo(750_000);
  }

  @Test
  void shouldKeepItsBoundsWhateverIsReported() {
    for (int i = 0; i < 100; i++) {
      report(20, 1_000);
    }
    assertThat(loss.bps()).isEqualTo(100_000);
    for (int i = 0; i < 100; i++) {
      report(100, -5);
    }
    assertThat(loss.bps()).isEqualTo(1_500_000);
  }

  private void report(int expected, int lost) {
    loss.onReport(expected, lost, ROUND_TRIP, now);
    now += SECOND;
  }
}
