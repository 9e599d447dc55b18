package dev.plenum.bwe.delay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RateControlTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final long ROUND_TRIP = 100 * MILLI;

  private final AcknowledgedRate acknowledged = new AcknowledgedRate();
  private long now = 10 * SECOND;
  private final RateControl control = new RateControl(1_000_000, 30_000, 5_000_000, now);

  @BeforeEach
  void receiveAMegabit() {
    receive(1_000_000);
  }

  @Test
  void shouldGrowByEightPercentASecondOnAnUnknownLink() {
    passSecondsOfIncrease(1);
    assertThat(control.bps()).isCloseTo(1_080_000L, within(2_000L));
  }

  @Test
  void shouldGrowByAPacketInTwoHundredMillisecondsNearTheCapacity() {
    overuse(50 * MILLI, false);
    control.drained(0, now);
    long before = control.bps();
    passSecondsOfIncrease(1);
    assertThat(control.bps() - before).isCloseTo(48_000L, within(2_000L));
  }

  @Test
  void shouldNotGrowFarBeyondWhatArrives() {
    passSecondsOfIncrease(60);
    assertThat(control.bps()).isEqualTo(1_510_000);
  }

  @Test
  void shouldFallBelowWhatArrivesTheFurtherTheLongerTheQueue() {
    overuse(20 * MILLI, false);
    assertThat(control.bps()).isEqualTo(850_000);
    now += SECOND;
    overuse(150 * MILLI, false);
    assertThat(control.bps()).isEqualTo(700_000);
    now += SECOND;
    overuse(SECOND, false);
    assertThat(control.bps()).isEqualTo(500_000);
  }

  @Test
  void shouldFallOnceInARoundTrip() {
    overuse(20 * MILLI, false);
    now += 50 * MILLI;
    overuse(200 * MILLI, false);
    assertThat(control.bps()).isEqualTo(850_000);
  }

  @Test
  void shouldFallByAShareOfItselfWhereLittleIsSent() {
    receive(100_000);
    overuse(20 * MILLI, true);
    assertThat(control.bps()).isEqualTo(850_000);
  }

  @Test
  void shouldComeBackWhenTheQueueIsGone() {
    overuse(150 * MILLI, false);
    assertThat(control.drained(50 * MILLI, now + 500 * MILLI)).isFalse();
    assertThat(control.drained(5 * MILLI, now + 600 * MILLI)).isTrue();
    assertThat(control.bps()).isEqualTo(920_000);
    assertThat(control.drained(0, now + 700 * MILLI)).as("once").isFalse();
  }

  @Test
  void shouldNotWaitForeverForAQueueOfOthers() {
    overuse(150 * MILLI, false);
    assertThat(control.drained(150 * MILLI, now + 2 * SECOND)).isFalse();
    assertThat(control.draining()).isFalse();
    assertThat(control.bps()).isEqualTo(850_000);
  }

  @Test
  void shouldBelieveASaturatedProbeOnlyWhereTheLinkWasNotFullLately() {
    overuse(20 * MILLI, false);
    control.probed(1_800_000, true, now + SECOND);
    assertThat(control.bps()).isEqualTo(1_000_000);
    control.probed(1_800_000, true, now + 6 * SECOND);
    assertThat(control.bps()).isEqualTo(1_800_000);
  }

  @Test
  void shouldBelieveAProbeThatWasCarried() {
    overuse(20 * MILLI, false);
    control.probed(1_300_000, false, now + SECOND);
    assertThat(control.bps()).isEqualTo(1_300_000);
    control.probed(900_000, true, now + 2 * SECOND);
    assertThat(control.bps()).as("never lowered by a probe").isEqualTo(1_300_000);
  }

  @Test
  void shouldKeepARivalBusyAndYieldToLossOnly() {
    for (int i = 0; i < 10; i++) {
      now += 100 * MILLI;
      control.contend(acknowledged, false, 2 * ROUND_TRIP, now);
    }
    assertThat(control.bps()).isCloseTo(1_240_000L, within(5_000L));
    control.contend(acknowledged, true, 2 * ROUND_TRIP, now + SECOND);
    assertThat(control.bps()).isCloseTo(700_000L, within(20_000L));
  }

  @Test
  void shouldBelieveWhatArrivesOfALimitedFlowWhenTheQueueIsLong() {
    receive(200_000);

    overuse(50 * MILLI, true);
    assertThat(control.bps()).isEqualTo(850_000);

    now += SECOND;
    overuse(150 * MILLI, true);
    assertThat(control.bps()).isCloseTo(140_000L, within(5_000L));
  }

  @Test
  void shouldNotTakeFewFramesForTheNetworkWhenTheQueueIsShort() {
    long smoothedBps = receiveLittle(250);

    overuse(10 * MILLI, false);

    assertThat(control.bps()).isCloseTo((long) (0.85 * smoothedBps), within(1_000L));
  }

  @Test
  void shouldNotTakeAGapForTheNetworkUnlessTheQueueIsLong() {
    long smoothedBps = receiveLittle(60);

    overuse(50 * MILLI, false);
    assertThat(control.bps()).isCloseTo((long) (0.85 * smoothedBps), within(1_000L));

    now += SECOND;
    overuse(150 * MILLI, false);
    assertThat(control.bps()).isLessThan(smoothedBps / 2);
  }

  /** For a quarter of a second, a packet of so many bytes in 10 ms; tells the smoothed rate. */
  private long receiveLittle(int bytes) {
    for (int i = 0; i < 26; i++) {
      acknowledged.add(bytes, (400 + i) * (10 * MILLI), false);
    }
    assertThat(acknowledged.latestBps()).isLessThan(acknowledged.bps() / 2);
    return acknowledged.bps();
  }

  private void overuse(long queueNanos, boolean limited) {
    control.onOveruse(acknowledged, queueNanos, limited, ROUND_TRIP, now);
  }

  private void passSecondsOfIncrease(int seconds) {
    for (int i = 0; i < 20 * seconds; i++) {
      now += 50 * MILLI;
      control.increase(1_000_000, now);
    }
  }

  private void receive(long bps) {
    acknowledged.reset();
    for (int i = 0; i < 400; i++) {
      acknowledged.add((int) (bps / 800), i * (10 * MILLI), false);
    }
  }
}
