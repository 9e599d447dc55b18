package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UplinkEstimateTest {

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final UplinkEstimate estimate = new UplinkEstimate();
  private long nowNanos;

  private void observe(int seconds, boolean missing, double loss, long receivedBps) {
    for (int i = 0; i < seconds; i++) {
      nowNanos += SECOND_NANOS;
      estimate.observe(missing ? Reach.SHORT : Reach.WHOLE, loss, receivedBps, nowNanos);
    }
  }

  private void fallShort(int seconds, long receivedBps) {
    for (int i = 0; i < seconds; i++) {
      nowNanos += SECOND_NANOS;
      estimate.observe(Reach.FALLEN, 0, receivedBps, nowNanos);
    }
  }

  private void complete(int seconds, long receivedBps) {
    observe(seconds, false, 0, receivedBps);
  }

  private void missing(int seconds, long receivedBps) {
    observe(seconds, true, 0, receivedBps);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 8_000_000_000L, Long.MIN_VALUE})
  void shouldTakeWhatComesForAllThereIsOnceLayersStayAway(long startNanos) {
    nowNanos = startNanos;
    complete(5, 2_000_000);
    missing(5, 700_000);
    assertThat(estimate.bps()).isEqualTo(UplinkEstimate.UNLIMITED_BPS);

    missing(1, 700_000);
    assertThat(estimate.bps()).isEqualTo(700_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {50_000, 300_000, 2_000_000})
  void shouldNotTakeAStillPictureForANarrowNetwork(long receivedBps) {
    complete(60, receivedBps);

    assertThat(estimate.bps()).isEqualTo(UplinkEstimate.UNLIMITED_BPS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.11, 0.3, 1})
  void shouldTakeWhatComesWhereMuchIsLost(double loss) {
    observe(6, false, loss, 400_000);

    assertThat(estimate.bps()).isEqualTo(400_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 20, 60})
  void shouldTryWhatWasCarriedBeforeOnceLossIsOver(int seconds) {
    complete(5, 900_000);
    observe(seconds, false, 0.5, 30_000);
    assertThat(estimate.bps()).isEqualTo(100_000);

    complete(2, 100_000);
    assertThat(estimate.bps()).isEqualTo(100_000);
    complete(1, 100_000);
    assertThat(estimate.bps()).isEqualTo(UplinkEstimate.UNLIMITED_BPS);
  }

  @Test
  void shouldGoOnInStepsWhereTheNetworkHasBecomeNarrowAsWell() {
    observe(10, false, 0.5, 30_000);
    complete(3, 100_000);
    missing(6, 200_000);
    assertThat(estimate.bps()).isEqualTo(200_000);

    complete(5, 200_000);
    assertThat(estimate.bps()).isEqualTo(200_000);
    complete(1, 200_000);
    assertThat(estimate.bps()).isEqualTo(300_000);
  }

  @Test
  void shouldKnowTheNetworkAsNarrowAfterALossAsBeforeIt() {
    missing(6, 300_000);
    observe(10, false, 0.5, 30_000);

    complete(3, 100_000);

    assertThat(estimate.bps()).isEqualTo(300_000);
  }

  /** With few packets a second loss by chance is nothing for a moment. */
  @Test
  void shouldNotTakeALuckySecondForTheEndOfLoss() {
    observe(10, false, 0.3, 100_000);

    for (int i = 0; i < 20; i++) {
      complete(1, 100_000);
      observe(2, false, 0.3, 100_000);
    }

    assertThat(estimate.bps()).isEqualTo(100_000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.1})
  void shouldBearALittleLoss(double loss) {
    observe(60, false, loss, 400_000);

    assertThat(estimate.bps()).isEqualTo(UplinkEstimate.UNLIMITED_BPS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void shouldForgiveAShortGap(int seconds) {
    for (int i = 0; i < 20; i++) {
      missing(seconds, 300_000);
      complete(1, 1_500_000);
    }

    assertThat(estimate.bps()).isEqualTo(UplinkEstimate.UNLIMITED_BPS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 15})
  void shouldSeeThatALayerComesAndGoes(int secondsBetween) {
    complete(5, 460_000);
    fallShort(4, 190_000);
    assertThat(estimate.bps()).isEqualTo(UplinkEstimate.UNLIMITED_BPS);

    complete(secondsBetween, 500_000);
    fallShort(1, 190_000);
    assertThat(estimate.bps()).isEqualTo(450_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 60})
  void shouldForgiveALayerThatRarelyGoes(int secondsBetween) {
    for (int i = 0; i < 10; i++) {
      complete(secondsBetween, 500_000);
      fallShort(4, 190_000);
    }

    assertThat(estimate.bps()).isEqualTo(UplinkEstimate.UNLIMITED_BPS);
  }

  /** It asked for more than goes, as browsers show by leaving out what was asked for. */
  @Test
  void shouldTakeATrialBackWithoutFallingBelowWhatWasBorne() {
    complete(3, 500_000);
    fallShort(2, 190_000);
    complete(3, 500_000);
    fallShort(1, 190_000);
    complete(6, 190_000);
    assertThat(estimate.bps()).isEqualTo(675_000);

    complete(1, 300_000);
    fallShort(1, 190_000);
    assertThat(estimate.bps()).isEqualTo(450_000);
    complete(11, 190_000);
    assertThat(estimate.bps()).isEqualTo(450_000);
    complete(1, 190_000);
    assertThat(estimate.bps()).isEqualTo(675_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000_000, 3_000_000})
  void shouldRiseWithWhatComes(long receivedBps) {
    missing(6, 500_000);

    complete(1, receivedBps);

    assertThat(estimate.bps()).isEqualTo(receivedBps);
  }

  @ParameterizedTest
  @ValueSource(longs = {300_000, 500_000, 1_000_000})
  void shouldFindTheWholeNetworkAgainWithinAMinute(long receivedBps) {
    missing(6, receivedBps);

    complete(60, receivedBps);

    assertThat(estimate.bps()).isEqualTo(UplinkEstimate.UNLIMITED_BPS);
  }

  @ParameterizedTest
  @ValueSource(longs = {100_000, 200_000})
  void shouldFindAWiderNetworkWithinSeconds(long receivedBps) {
    missing(6, receivedBps);

    complete(14, receivedBps);

    assertThat(estimate.bps()).isGreaterThan(500_000);
  }

  @Test
  void shouldNotTryMoreBeforeItIsClearWhatCameOfIt() {
    missing(6, 300_000);
    complete(6, 300_000);
    assertThat(estimate.bps()).isEqualTo(450_000);

    for (int i = 0; i < 60; i++) {
      nowNanos += SECOND_NANOS;
      estimate.observe(Reach.BEGINNING, 0, 300_000, nowNanos);
    }
    assertThat(estimate.bps()).isEqualTo(450_000);
  }

  /** Each trial asks the publisher for a layer that it will not send for long. */
  @ParameterizedTest
  @ValueSource(longs = {400_000, 900_000})
  void shouldTryMoreSeldomWhereItIsInVain(long receivedBps) {
    missing(6, receivedBps);
    int trials = 0;
    for (int i = 0; i < 300; i++) {
      boolean trying = estimate.bps() > receivedBps;
      long beforeBps = estimate.bps();
      observe(1, trying, 0, receivedBps);
      trials += estimate.bps() > beforeBps ? 1 : 0;
    }

    assertThat(trials).isBetween(12, 18);
  }
}
