package dev.plenum.bwe.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RoundTripBackoffTest {
  private static final long SECOND = 1_000_000_000;

  private final RoundTripBackoff backoff = new RoundTripBackoff();

  @Test
  void shouldNotActBeforeTheFirstFeedback() {
    backoff.onSent(100 * SECOND);
    assertThat(backoff.overLimit()).isFalse();
  }

  @Test
  void shouldLowerOnceASecondWhileFeedbackStaysAway() {
    backoff.onRoundTrip(SECOND / 10, 10 * SECOND);
    backoff.onSent(12 * SECOND);
    assertThat(backoff.lower(1_000_000, 12 * SECOND)).isEqualTo(1_000_000);
    backoff.onSent(13 * SECOND);
    assertThat(backoff.lower(1_000_000, 13 * SECOND)).isEqualTo(800_000);
    assertThat(backoff.lower(800_000, 13 * SECOND + SECOND / 2)).isEqualTo(800_000);
    assertThat(backoff.lower(800_000, 14 * SECOND)).isEqualTo(640_000);
  }

  @Test
  void shouldNotLowerWhileNothingIsSent() {
    backoff.onSent(10 * SECOND);
    backoff.onRoundTrip(SECOND / 10, 10 * SECOND);
    assertThat(backoff.lower(1_000_000, 100 * SECOND)).isEqualTo(1_000_000);
  }
}
