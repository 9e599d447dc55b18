package dev.plenum.bwe.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MissingPacketsTest {
  private static final long MILLI = 1_000_000;

  private final MissingPackets missing = new MissingPackets();

  @Test
  void shouldGiveUpAtOnceWhereNothingComesLate() {
    missing.add(7, 1_000 * MILLI);

    assertThat(missing.poll(1_000 * MILLI)).isEqualTo(7);
    assertThat(missing.poll(1_000 * MILLI)).isEqualTo(MissingPackets.NONE);
  }

  @Test
  void shouldWaitAsLongAsLateOnesTook() {
    missing.onLate(80 * MILLI);
    missing.add(7, 1_000 * MILLI);
    missing.add(8, 1_010 * MILLI);

    assertThat(missing.poll(1_079 * MILLI)).isEqualTo(MissingPackets.NONE);
    assertThat(missing.poll(1_080 * MILLI)).isEqualTo(7);
    assertThat(missing.poll(1_080 * MILLI)).isEqualTo(MissingPackets.NONE);
  }

  @Test
  void shouldKeepTheLongestOfSeveral() {
    missing.onLate(80 * MILLI);
    missing.onLate(20 * MILLI);
    missing.add(7, 0);

    assertThat(missing.poll(70 * MILLI)).isEqualTo(MissingPackets.NONE);
  }

  @Test
  void shouldNotWaitForever() {
    missing.onLate(60_000 * MILLI);
    missing.add(7, 0);

    assertThat(missing.poll(499 * MILLI)).isEqualTo(MissingPackets.NONE);
    assertThat(missing.poll(500 * MILLI)).isEqualTo(7);
  }

  @Test
  void shouldLosePatienceWhenPacketsComeInOrderAgain() {
    missing.onLate(80 * MILLI);
    for (int packet = 0; packet < 5_000; packet++) {
      missing.onTime();
    }
    missing.add(7, 0);

    assertThat(missing.poll(MILLI)).isEqualTo(7);
  }

  @Test
  void shouldGiveUpTheOldestWhenThereIsNoRoom() {
    missing.onLate(80 * MILLI);
    int sequence = 0;
    while (!missing.isFull()) {
      missing.add(sequence++, 1_000 * MILLI);
    }

    assertThat(missing.poll(1_000 * MILLI)).isZero();
    assertThat(missing.isFull()).isFalse();
    assertThat(missing.poll(1_000 * MILLI)).isEqualTo(MissingPackets.NONE);
    missing.add(sequence, 1_000 * MILLI);
    assertThat(missing.poll(1_080 * MILLI)).isEqualTo(1);
  }

  @Test
  void shouldForgetAllOfAnotherPath() {
    missing.onLate(80 * MILLI);
    missing.add(7, 0);
    missing.clear();

    assertThat(missing.poll(1_000 * MILLI)).isEqualTo(MissingPackets.NONE);
    missing.add(8, 2_000 * MILLI);
    assertThat(missing.poll(2_000 * MILLI)).isEqualTo(8);
  }

  @Test
  void shouldKeepTheirOrderWhileItGrows() {
    missing.onLate(500 * MILLI);
    for (int packet = 0; packet < 10; packet++) {
      missing.add(packet, 0);
    }
    for (int packet = 0; packet < 10; packet++) {
      assertThat(missing.poll(500 * MILLI)).isEqualTo(packet);
    }
    int most = 0;
    while (!missing.isFull()) {
      missing.add(most++, 600 * MILLI);
    }

    assertThat(most).isEqualTo(512);
    for (int packet = 0; packet < most; packet++) {
      assertThat(missing.poll(1_100 * MILLI)).isEqualTo(packet);
    }
    assertThat(missing.poll(1_100 * MILLI)).isEqualTo(MissingPackets.NONE);
  }
}
