package dev.plenum.bwe.delay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class OvertakingTest {
  private static final long MILLI = 1_000_000;

  private final Overtaking overtaking = new Overtaking();
  private final Random random = new Random(3);

  @Test
  void shouldBeNothingWhereAQueueGrowsAndDrains() {
    for (int packet = 0; packet < 1_000; packet++) {
      long sent = packet * 10L * MILLI;
      long queue = Math.abs(packet % 200 - 100) * 9L * MILLI;
      overtaking.add(sent, sent + queue);
    }

    assertThat(overtaking.meanNanos()).isZero();
  }

  @Test
  void shouldGrowWithTheSpreadOfDelays() {
    run(1_000, 100);
    long ofHundred = overtaking.meanNanos();
    run(1_000, 200);

    assertThat(ofHundred).isBetween(8 * MILLI, 30 * MILLI);
    assertThat(overtaking.meanNanos()).isBetween(20 * MILLI, 60 * MILLI);
  }

  @Test
  void shouldBeForgottenWhenPacketsComeInOrderAgain() {
    run(1_000, 100);
    run(1_000, 0);

    assertThat(overtaking.meanNanos()).isLessThan(MILLI / 1_000);
  }

  @Test
  void shouldCountAPacketThatIsToldOfLate() {
    overtaking.add(20 * MILLI, 25 * MILLI);
    overtaking.add(10 * MILLI, 90 * MILLI);

    assertThat(overtaking.meanNanos()).isEqualTo(75 * MILLI / 64);
  }

  private void run(int packets, int spreadMillis) {
    for (int packet = 0; packet < packets; packet++) {
      long sent = packet * 10L * MILLI;
      overtaking.add(sent, sent + (long) (random.nextDouble() * spreadMillis * MILLI));
    }
  }
}
