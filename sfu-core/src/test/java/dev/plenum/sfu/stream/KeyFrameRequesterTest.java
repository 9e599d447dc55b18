package dev.plenum.sfu.stream;

import static dev.plenum.sfu.stream.TestPackets.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyFrameRequesterTest {
  private final KeyFrameRequester requester = new KeyFrameRequester();

  @Test
  void shouldSendOneRequestASecondHoweverManyAsk() {
    List<Long> sent = new ArrayList<>();
    for (long millis = 0; millis < 5_000; millis++) {
      for (int asker = 0; asker < 300; asker++) {
        requester.request(millis * MILLIS);
      }
      if (requester.isDue(millis * MILLIS)) {
        requester.sent(millis * MILLIS);
        sent.add(millis);
      }
      if (millis % 100 == 50) {
        requester.keyFrameArrived();
      }
    }
    assertThat(sent).containsExactly(0L, 1_000L, 2_000L, 3_000L, 4_000L);
  }

  @Test
  void shouldRetryUntilKeyFrameArrives() {
    requester.request(0);
    assertThat(sentTimes(0, 2_500)).containsExactly(0L, 1_000L, 2_000L);
    requester.keyFrameArrived();
    assertThat(sentTimes(2_500, 9_000)).isEmpty();
    assertThat(requester.nextDeadlineNanos()).isEqualTo(Deadline.NONE);
  }

  @Test
  void shouldRestAfterManyTriesUntilAskedAgain() {
    requester.request(0);
    assertThat(sentTimes(0, 60_000)).hasSize(KeyFrameRequester.MOST_TRIES);
    requester.request(60_000 * MILLIS);
    assertThat(sentTimes(60_000, 60_500)).containsExactly(60_000L);
  }

  @Test
  void shouldKeepItsDistanceFromRequestsForOtherLayers() {
    requester.othersSent(0);
    requester.request(100 * MILLIS);
    assertThat(requester.nextDeadlineNanos()).isEqualTo(KeyFrameRequester.SPACING_NANOS);

    requester.othersSent(200 * MILLIS);
    assertThat(requester.nextDeadlineNanos())
        .isEqualTo(200 * MILLIS + KeyFrameRequester.SPACING_NANOS);
  }

  @Test
  void shouldTellWhenItIsDue() {
    requester.request(3 * MILLIS);
    assertThat(requester.nextDeadlineNanos()).isEqualTo(3 * MILLIS);
    requester.sent(4 * MILLIS);
    requester.keyFrameArrived();
    requester.request(10 * MILLIS);
    assertThat(requester.nextDeadlineNanos()).isEqualTo(1_004 * MILLIS);
    assertThat(requester.isDue(1_003 * MILLIS)).isFalse();
    assertThat(requester.isDue(1_004 * MILLIS)).isTrue();
  }

  private List<Long> sentTimes(long fromMillis, long toMillis) {
    List<Long> sent = new ArrayList<>();
    for (long millis = fromMillis; millis < toMillis; millis += 10) {
      if (requester.isDue(millis * MILLIS)) {
        requester.sent(millis * MILLIS);
        sent.add(millis);
      }
    }
    return sent;
  }
}
