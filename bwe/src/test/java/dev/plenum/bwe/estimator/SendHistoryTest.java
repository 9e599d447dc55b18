package dev.plenum.bwe.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SendHistoryTest {
  private final SendHistory history = new SendHistory();

  @Test
  void shouldHoldTheLatestPacketsAcrossTheWrap() {
    for (int i = 60_000; i < 70_000; i++) {
      history.add(i & 0xffff, 1_000 + i % 100, i % 7, i);
    }
    for (int i = 70_000 - 8_192; i < 70_000; i++) {
      int sequence = i & 0xffff;
      assertThat(history.holds(sequence)).isTrue();
      assertThat(history.sentNanos(sequence)).isEqualTo(i);
      assertThat(history.bytes(sequence)).isEqualTo(1_000 + i % 100);
      assertThat(history.probeCluster(sequence)).isEqualTo(i % 7);
    }
    assertThat(history.holds(61_000)).as("too old").isFalse();
    assertThat(history.holds(5_000)).as("not sent").isFalse();
  }

  @Test
  void shouldStaySmallWhileFeedbackKeepsUp() {
    for (int i = 0; i < 200_000; i++) {
      history.add(i & 0xffff, 100, 0, i);
      history.remove((i - 200) & 0xffff);
    }
    assertThat(history.capacity()).isEqualTo(256);
  }

  @Test
  void shouldStaySmallWhereLittleIsSentAndNothingIsTold() {
    for (int i = 0; i < 200_000; i++) {
      history.add(i & 0xffff, 100, 0, i * 40_000_000L);
    }
    assertThat(history.capacity()).isEqualTo(256);
  }

  @Test
  void shouldBecomeSmallAgainWhenFeedbackIsBack() {
    long nanos = 0;
    for (int i = 0; i < 5_000; i++) {
      history.add(i, 100, 0, nanos += 3_000_000);
    }
    assertThat(history.capacity()).as("nothing told for 15 s").isEqualTo(4_096);
    for (int i = 5_000; i < 40_000; i++) {
      history.add(i & 0xffff, 100, 0, nanos += 3_000_000);
      history.remove((i - 30) & 0xffff);
      assertThat(history.holds((i - 29) & 0xffff)).isTrue();
    }
    assertThat(history.capacity()).isEqualTo(256);
  }

  @Test
  void shouldStayLargeWhereSomeAreNeverToldOf() {
    long nanos = 0;
    for (int i = 0; i < 30_000; i++) {
      history.add(i, 100, 0, nanos += 3_000_000);
      if (i % 100 != 0) {
        history.remove(i);
      }
    }
    assertThat(history.capacity()).isEqualTo(4_096);
    assertThat(history.holds(29_900)).isTrue();
    assertThat(history.holds(27_500)).isTrue();
  }

  @Test
  void shouldKnowWhatWasLostBeforeItGrew() {
    for (int i = 65_000; i < 65_256; i++) {
      history.add(i, 100, 0, i);
    }
    history.markLost(65_100);
    history.remove(65_101);
    history.add(65_256, 100, 0, 65_256);
    assertThat(history.capacity()).isEqualTo(512);
    assertThat(history.lost(65_100)).isTrue();
    assertThat(history.lost(65_102)).isFalse();
    assertThat(history.holds(65_101)).isFalse();
    assertThat(history.holds(65_000)).isTrue();
  }

  @Test
  void shouldForgetWhatIsRemoved() {
    history.add(65_535, 100, 0, 1);
    history.add(0, 100, 0, 2);
    history.remove(65_535);
    assertThat(history.holds(65_535)).isFalse();
    assertThat(history.holds(0)).isTrue();
  }

  @Test
  void shouldMarkOneSendingLostNotTheNextOfTheSameNumber() {
    history.add(7, 100, 0, 1);
    history.markLost(7);
    assertThat(history.lost(7)).isTrue();
    history.add(7, 100, 0, 2);
    assertThat(history.lost(7)).isFalse();
  }
}
