package dev.plenum.sfu.dtls;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class HandshakeBudgetTest {
  private static final long IN_TIME = MICROSECONDS.toNanos(200);
  private static final long LATE = MILLISECONDS.toNanos(5);
  private static final long STEP = MICROSECONDS.toNanos(250);

  /** So that the clock's zero, which it passes, has no meaning. */
  private long nowNanos = -MILLISECONDS.toNanos(500);

  private final HandshakeBudget budget = new HandshakeBudget(1, nowNanos);

  @Test
  void shouldGiveAllWhileTheLoopsAreServedInTime() {
    assertThat(share(STEP, elapsed -> IN_TIME)).isCloseTo(1, within(0.01));
  }

  @Test
  void shouldGiveAFifthWhileTheLoopsAreLate() {
    share(STEP, elapsed -> LATE);

    assertThat(share(STEP, elapsed -> LATE)).isCloseTo(0.2, within(0.01));
  }

  @Test
  void shouldGiveTheSameShareHoweverMuchAStepCosts() {
    share(STEP, elapsed -> LATE);

    assertThat(share(20 * STEP, elapsed -> LATE)).isCloseTo(0.2, within(0.01));
  }

  @Test
  void shouldGiveBackWhenTheLoopsAreServedInTimeAgain() {
    share(STEP, elapsed -> LATE);
    share(STEP, elapsed -> IN_TIME);

    assertThat(budget.cores()).isEqualTo(1);
  }

  @Test
  void shouldGiveAsManyCoresAsThereArePlaces() {
    HandshakeBudget four = new HandshakeBudget(4, nowNanos);
    four.spend(4 * STEP, nowNanos);
    four.spend(16 * MILLISECONDS.toNanos(1), nowNanos);

    assertThat(four.waitNanos(nowNanos)).isEqualTo(STEP + MILLISECONDS.toNanos(3));
  }

  @Test
  void shouldSaveNoMoreThanAMillisecond() {
    share(STEP, elapsed -> LATE);
    nowNanos += SECONDS.toNanos(10);

    budget.spend(STEP, nowNanos);

    assertThat(budget.waitNanos(nowNanos)).isEqualTo(4 * STEP - MILLISECONDS.toNanos(1));
    budget.spend(STEP, nowNanos);
    assertThat(budget.waitNanos(nowNanos)).isEqualTo(9 * STEP - MILLISECONDS.toNanos(1));
  }

  /** What handshakes get of a second in which there is always one that wants a step. */
  private double share(long stepNanos, LongUnaryOperator lagNanos) {
    long beganNanos = nowNanos;
    long spentNanos = 0;
    while (nowNanos - beganNanos < SECONDS.toNanos(1)) {
      nowNanos += Math.max(0, budget.waitNanos(nowNanos)) + stepNanos;
      spentNanos += stepNanos;
      budget.spend(stepNanos, nowNanos);
      if (budget.isReviewDue(nowNanos)) {
        budget.review(lagNanos.applyAsLong(nowNanos - beganNanos), nowNanos);
      }
    }
    return (double) spentNanos / (nowNanos - beganNanos);
  }
}
