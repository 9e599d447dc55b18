package dev.plenum.bwe.delay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class QueueingDelayTest {
  private static final long MILLI = 1_000_000;
  private static final long OFFSET = -77_000 * MILLI;

  private final QueueingDelay queueing = new QueueingDelay();
  private long nowMillis = 1_000_000;

  @Test
  void shouldBeNothingOnAPathWithoutQueue() {
    assertThat(queueing.nanos()).isZero();
    run(1_000, 40, 0);
    assertThat(queueing.nanos()).isZero();
  }

  @Test
  void shouldBeWhatTheQueueAdds() {
    run(1_000, 40, 0);
    run(300, 100, 0);
    assertThat(queueing.nanos()).isEqualTo(60 * MILLI);
    run(300, 40, 0);
    assertThat(queueing.nanos()).isZero();
  }

  @Test
  void shouldLookThroughJitter() {
    run(2_000, 40, 10);
    assertThat(queueing.nanos()).isLessThan(10 * MILLI);
    run(300, 80, 10);
    assertThat(queueing.nanos()).isBetween(40 * MILLI, 50 * MILLI);
  }

  @Test
  void shouldLookThroughPacketsThatOvertakeEachOther() {
    run(2_000, 40, 200);
    assertThat(queueing.nanos()).isLessThan(20 * MILLI);
    assertThat(queueing.overtakingNanos()).isGreaterThan(20 * MILLI);
    run(600, 120, 200);
    assertThat(queueing.nanos()).isBetween(80 * MILLI, 100 * MILLI);
  }

  @Test
  void shouldNotTakeABurstThatABusyMachineDelaysForAQueue() {
    run(1_000, 40, 0);
    nowMillis += 300;
    for (int packet = 0; packet < 12; packet++) {
      queueing.add(nowMillis * MILLI, (nowMillis + 130) * MILLI + OFFSET);
    }
    assertThat(queueing.nanos()).isZero();

    nowMillis += 700;
    for (int packet = 0; packet < 12; packet++) {
      queueing.add(nowMillis * MILLI, (nowMillis + 130) * MILLI + OFFSET);
    }
    assertThat(queueing.nanos()).isZero();
  }

  @Test
  void shouldTakeALongerPathForTheNewBaseAfterHalfAMinute() {
    run(1_000, 40, 0);
    run(31_000, 90, 0);
    assertThat(queueing.nanos()).isZero();
  }

  @Test
  void shouldSeeByWhatArrivesHowAQueueGrows() {
    run(1_000, 40, 0);
    long fallenMillis = nowMillis;
    for (int i = 1; i <= 10; i++) {
      long sentMillis = fallenMillis + 5L * i;
      queueing.add(sentMillis * MILLI, (sentMillis + 40 + 20L * i) * MILLI + OFFSET);
    }

    assertThat(queueing.nanos()).isLessThan(50 * MILLI);
    assertThat(queueing.arrivedNanos()).isGreaterThan(100 * MILLI);
  }

  private void run(long millis, long delayMillis, int jitterMillis) {
    Random random = new Random(7);
    for (long end = nowMillis + millis; nowMillis < end; nowMillis += 5) {
      long jitter = (long) (random.nextDouble() * jitterMillis * MILLI);
      long sent = nowMillis * MILLI;
      queueing.add(sent, sent + OFFSET + delayMillis * MILLI + jitter);
    }
  }
}
