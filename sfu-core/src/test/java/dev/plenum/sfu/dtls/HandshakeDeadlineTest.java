package dev.plenum.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeDeadlineTest {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long QUEUED_NANOS = TimeUnit.SECONDS.toNanos(40);

  private final HandshakeDeadline deadline = new HandshakeDeadline();

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE - 5})
  void shouldEndAfterFifteenSeconds(long startNanos) {
    deadline.begin(startNanos);

    assertThat(deadline.remainingNanos(startNanos + LIMIT_NANOS - 1)).isEqualTo(1);
    assertThat(deadline.remainingNanos(startNanos + LIMIT_NANOS)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE - 5})
  void shouldNotCountTheWaitForATurn(long startNanos) {
    deadline.begin(startNanos);

    deadline.extend(QUEUED_NANOS);

    assertThat(deadline.remainingNanos(startNanos + QUEUED_NANOS)).isEqualTo(LIMIT_NANOS);
  }
}
