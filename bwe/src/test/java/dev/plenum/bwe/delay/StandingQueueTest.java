package dev.plenum.bwe.delay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StandingQueueTest {
  private static final long SECOND = 1_000_000_000;

  private final StandingQueue queue = new StandingQueue();

  @Test
  void shouldBlameNobodyForAQueueThatWeDidNotTryToEmpty() {
    queue.update(false, 0);
    queue.update(false, 100 * SECOND);
    assertThat(queue.contended()).isFalse();
  }

  @Test
  void shouldTellAQueueThatStaysAfterWeBackedOff() {
    queue.onBackoff(SECOND);
    queue.update(false, 4 * SECOND);
    assertThat(queue.contended()).isFalse();
    queue.onBackoff(4 * SECOND);
    queue.update(false, 5 * SECOND);
    assertThat(queue.contended()).isTrue();
  }

  @Test
  void shouldEndWhenTheQueueIsEmpty() {
    queue.onBackoff(0);
    queue.update(false, 5 * SECOND);
    queue.update(true, 6 * SECOND);
    assertThat(queue.contended()).isFalse();
    queue.update(false, 20 * SECOND);
    assertThat(queue.contended()).isFalse();
  }
}
