package dev.plenum.signaling.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private static final long SECOND_NANOS = 1_000_000_000;

  @Test
  void shouldAllowABurstThenARate() {
    for (long start : new long[] {0, Long.MAX_VALUE - SECOND_NANOS, Long.MIN_VALUE}) {
      TokenBucket bucket = new TokenBucket(10, 30, start);
      assertThat(taken(bucket, 100, start)).isEqualTo(30);
      assertThat(taken(bucket, 100, start + SECOND_NANOS)).isEqualTo(10);
      assertThat(taken(bucket, 100, start + 2 * SECOND_NANOS)).isEqualTo(10);
    }
  }

  @Test
  void shouldNotSaveMoreThanABurst() {
    TokenBucket bucket = new TokenBucket(10, 30, 0);

    assertThat(taken(bucket, 100, 3600 * SECOND_NANOS)).isEqualTo(30);
  }

  @Test
  void shouldKeepFractions() {
    TokenBucket bucket = new TokenBucket(10, 1, 0);
    bucket.take(0);
    int taken = 0;
    for (long now = 0; now < SECOND_NANOS; now += SECOND_NANOS / 64) {
      taken += bucket.take(now) ? 1 : 0;
    }

    assertThat(taken).isEqualTo(9);
  }

  @Test
  void shouldTellWhenToTryAgain() {
    TokenBucket bucket = new TokenBucket(10, 1, 0);
    bucket.take(0);

    assertThat(bucket.take(1)).isFalse();
    assertThat(bucket.retryMs(SECOND_NANOS / 50)).isEqualTo(80);
    assertThat(bucket.take(SECOND_NANOS / 10)).isTrue();
  }

  private static int taken(TokenBucket bucket, int tries, long nowNanos) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += bucket.take(nowNanos) ? 1 : 0;
    }
    return taken;
  }
}
