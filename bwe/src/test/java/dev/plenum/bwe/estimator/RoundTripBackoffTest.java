package dev.plenum.bwe.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RoundTripBackoffTest {
  private static final long SECOND = 1_000_000_000;

  private final RoundTripBackoff backoff = new RoundTripBackoff();

  @Test
  void shouldNotActBeforeTheFirstFeedback() {
    assertThat(backoff.overLimit(100 * SECOND)).isFalse();
  }

  @Test
  void shouldLowerOnceASecondWhileFeedbackStaysAway() {
    backoff.onRoundTrip(SECOND / 10, 10 * SECOND);
    assertThat(backoff.lower(1_000_000, 12 * SECOND, 12 * SECOND)).isEqualTo(1_000_000);
    long sentNanos = 13 * SECOND;
    assertThat(backoff.lower(1_000_000, sentNanos, 13 * SECOND)).isEqualTo(800_000);
    assertThat(backoff.lower(800_000, sentNanos, 13 * SECOND + SECOND / 2)).isEqualTo(800_000);
    assertThat(backoff.lower(800_000, sentNanos, 14 * SECOND)).isEqualTo(640_000);
  }

  @Test
  void shouldNotLowerWhileNothingIsSent() {
    backoff.onRoundTrip(SECOND / 10, 10 * SECOND);
    assertThat(backoff.lower(1_000_000, 10 * SECOND, 100 * SECOND)).isEqualTo(1_000_000);
  }
}
