package dev.plenum.bwe.delay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StandingQueueTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private final StandingQueue queue = new StandingQueue();

  @Test
  void shouldBlameNobodyForAQueueThatWeDidNotTryToEmpty() {
    swing(0, 100);
    assertThat(queue.contended()).isFalse();
    assertThat(queue.pathIsLonger()).isFalse();
  }

  @Test
  void shouldTellARivalByAQueueThatMoves() {
    queue.onBackoff(0);
    swing(0, 3);
    assertThat(queue.contended()).isFalse();
    swing(3, 5);
    assertThat(queue.contended()).isTrue();
    assertThat(queue.pathIsLonger()).isFalse();
  }

  @Test
  void shouldTellALongerPathByAQueueThatStays() {
    queue.onBackoff(0);
    for (int tenth = 0; tenth <= 50; tenth++) {
      queue.update(80 * MILLI, false, tenth * SECOND / 10);
    }
    assertThat(queue.contended()).isFalse();
    assertThat(queue.pathIsLonger()).isTrue();
    assertThat(queue.pathIsLonger()).as("once").isFalse();
  }

  @Test
  void shouldNotContendForAQueueWithWhichNoCallWorks() {
    queue.onBackoff(0);
    for (int tenth = 0; tenth <= 50; tenth++) {
      queue.update((600 + 10 * tenth) * MILLI, false, tenth * SECOND / 10);
    }
    assertThat(queue.contended()).isFalse();
  }

  @Test
  void shouldEndWhenTheQueueIsEmpty() {
    queue.onBackoff(0);
    swing(0, 5);
    queue.update(0, true, 6 * SECOND);
    assertThat(queue.contended()).isFalse();
    swing(6, 20);
    assertThat(queue.contended()).isFalse();
  }

  private void swing(int fromSeconds, int toSeconds) {
    for (int tenth = fromSeconds * 10; tenth <= toSeconds * 10; tenth++) {
      queue.update((80 + 10 * (tenth % 10)) * MILLI, false, tenth * SECOND / 10);
    }
  }
}
