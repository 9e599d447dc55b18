package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a viewer sees whose link loses packets by chance, towards it, and has rate enough. */
class LossyLinkTest {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
  private static final int SEEDS = 3;

  /** The share of the time in which a picture stands still, of the worse one. */
  private static double standsStill(LossyMeeting meeting, long fromNanos) {
    long now = meeting.loop().nowNanos();
    return Math.max(
        meeting.screen(0).standsStill(PAUSE_NANOS, fromNanos, now),
        meeting.screen(1).standsStill(PAUSE_NANOS, fromNanos, now));
  }

  @ParameterizedTest
  @CsvSource({"0.05, 0.01", "0.1, 0.01", "0.3, 0.05", "0.5, 0.2"})
  void shouldShowPicturesThatMove(double loss, double mostStill) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      LossyMeeting meeting = new LossyMeeting(seed);
      meeting.ask(360);
      meeting.run(8_000);
      meeting.loses(loss);
      meeting.run(8_000);
      long fromNanos = meeting.loop().nowNanos();

      meeting.run(20_000);

      assertThat(standsStill(meeting, fromNanos)).isLessThan(mostStill);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.3, 0.05", "0.5, 0.2"})
  void shouldShowPicturesToWhoJoinsInTheLoss(double loss, double mostStill) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      LossyMeeting meeting = new LossyMeeting(seed);
      meeting.loses(loss);
      meeting.ask(360);
      meeting.run(10_000);
      long fromNanos = meeting.loop().nowNanos();

      meeting.run(20_000);

      assertThat(standsStill(meeting, fromNanos)).isLessThan(mostStill);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.3", "0.5"})
  void shouldFindTheRateAgainAfterTheLoss(double loss) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      LossyMeeting meeting = new LossyMeeting(seed);
      meeting.ask(360);
      meeting.run(8_000);
      meeting.loses(loss);
      meeting.run(20_000);
      meeting.loses(0);

      meeting.run(4_000);

      assertThat(meeting.allocation().estimate().targetBps()).isGreaterThan(1_000_000);
    }
  }
}
