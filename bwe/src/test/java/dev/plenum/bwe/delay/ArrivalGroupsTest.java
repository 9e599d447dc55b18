package dev.plenum.bwe.delay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ArrivalGroupsTest {
  private static final long MILLI = 1_000_000;

  private final ArrivalGroups groups = new ArrivalGroups();

  @Test
  void shouldMeasureFromTheLastPacketOfOneGroupToThatOfTheNext() {
    assertThat(add(0, 100)).isFalse();
    assertThat(add(4, 106)).isFalse();
    assertThat(add(20, 130)).isFalse();
    assertThat(add(40, 160)).isTrue();
    assertThat(groups.sentDeltaNanos()).isEqualTo(16 * MILLI);
    assertThat(groups.arrivalDeltaNanos()).isEqualTo(24 * MILLI);
  }

  @Test
  void shouldTakePacketsThatArriveAsOneBurstForOneGroup() {
    add(0, 100);
    add(20, 150);
    assertThat(add(40, 151)).as("caught up with the one before").isFalse();
    assertThat(add(60, 160)).isTrue();
    assertThat(groups.sentDeltaNanos()).isEqualTo(40 * MILLI);
    assertThat(groups.arrivalDeltaNanos()).isEqualTo(51 * MILLI);
  }

  @Test
  void shouldIgnoreAPacketOfAnEarlierGroup() {
    add(0, 100);
    add(20, 120);
    assertThat(add(10, 121)).isFalse();
    assertThat(add(40, 140)).isTrue();
    assertThat(groups.arrivalDeltaNanos()).isEqualTo(20 * MILLI);
  }

  @Test
  void shouldStartAnewWhenThePeersClockJumps() {
    add(0, 100);
    add(20, 120);
    add(40, 5_000);
    assertThat(add(60, 5_020)).isFalse();
    assertThat(add(80, 5_040)).as("two groups after the jump").isFalse();
    assertThat(add(100, 5_060)).isTrue();
    assertThat(groups.arrivalDeltaNanos()).isEqualTo(20 * MILLI);
  }

  @Test
  void shouldMeasureAcrossTheWrapOfTheClock() {
    long start = Long.MAX_VALUE - 30 * MILLI;
    groups.add(start, start);
    groups.add(start + 20 * MILLI, start + 20 * MILLI);
    assertThat(groups.add(start + 40 * MILLI, start + 45 * MILLI)).isTrue();
    assertThat(groups.sentDeltaNanos()).isEqualTo(20 * MILLI);
  }

  private boolean add(long sentMillis, long arrivalMillis) {
    return groups.add(sentMillis * MILLI, arrivalMillis * MILLI);
  }
}
