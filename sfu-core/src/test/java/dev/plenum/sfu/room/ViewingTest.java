package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.control.AllocationStatus.Feedback;
import dev.plenum.sfu.control.AllocationStatus.Limit;
import dev.plenum.sfu.control.SlotStatus;
import dev.plenum.sfu.control.SlotStatus.Pause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What viewers see of a camera of 150, 500 and 1,500 kbps, each on a link of its own. */
class ViewingTest {

  private final SimulcastMeeting meeting = new SimulcastMeeting(false, 2);

  /** Heights that the first viewer was shown, one for each 200 ms. */
  private List<Integer> heights(long millis) {
    List<Integer> heights = new ArrayList<>();
    for (long at = 0; at < millis; at += 200) {
      meeting.run(200);
      heights.add(meeting.tile(1).shown().heightPixels());
    }
    return heights;
  }

  private static long changes(List<Integer> heights) {
    long changes = 0;
    for (int i = 1; i < heights.size(); i++) {
      changes += heights.get(i).equals(heights.get(i - 1)) ? 0 : 1;
    }
    return changes;
  }

  @ParameterizedTest
  @CsvSource({"400000,180", "1000000,360", "3000000,720"})
  void shouldShowWhatTheLinkCarries(long bps, int heightPixels) {
    meeting.link(1, bps);
    meeting.ask(1, 720);
    meeting.run(10_000);

    List<Integer> heights = heights(20_000);

    assertThat(heights).last().isEqualTo(heightPixels);
    assertThat(heights.stream().filter(height -> height == heightPixels)).hasSizeGreaterThan(90);
    assertThat(changes(heights)).isLessThanOrEqualTo(4);
    assertThat(meeting.allocation(1).estimate().feedback()).isEqualTo(Feedback.TRANSPORT_WIDE);
  }

  @Test
  void shouldShowTheLargestPictureSoonWhereThereIsRoom() {
    meeting.ask(1, 720);
    meeting.run(3_000);

    assertThat(meeting.tile(1).shown().heightPixels()).isEqualTo(720);
    assertThat(meeting.tile(1).limit()).isEqualTo(Limit.ASKED_SIZE);
  }

  /** The first estimate is 300 kbps, and nothing is known of the link yet. */
  @ParameterizedTest
  @ValueSource(longs = {150_000, 250_000, 300_000})
  void shouldShowASmallPictureAtOnce(long bps) {
    meeting.camera().turn("h", false);
    meeting.camera().turn("f", false);
    meeting.camera().rate("q", bps);
    meeting.run(3_000);

    meeting.ask(1, 720);
    meeting.run(50);

    assertThat(meeting.tile(1).shown().heightPixels()).isEqualTo(180);
  }

  @ParameterizedTest
  @ValueSource(longs = {250_000, 400_000})
  void shouldFallWithinTwoSecondsAndComeBackWithinEight(long narrowBps) {
    meeting.link(1, 3_000_000);
    meeting.ask(1, 720);
    meeting.ask(2, 720);
    meeting.run(8_000);
    assertThat(meeting.tile(1).shown().heightPixels()).isEqualTo(720);

    meeting.link(1, narrowBps);
    meeting.run(2_000);
    assertThat(meeting.tile(1).shown().heightPixels()).isEqualTo(180);
    assertThat(meeting.tile(1).limit()).isEqualTo(Limit.ESTIMATE);
    assertThat(meeting.tile(2).shown().heightPixels()).isEqualTo(720);
    meeting.run(10_000);
    assertThat(meeting.tile(1).shown().heightPixels()).isEqualTo(180);

    meeting.link(1, 3_000_000);
    meeting.run(8_000);
    assertThat(meeting.tile(1).shown().heightPixels()).isEqualTo(720);
  }

  @Test
  void shouldSayWhatTheLinkDoesNotCarry() {
    meeting.link(1, 3_000_000);
    meeting.ask(1, 720);
    meeting.run(5_000);
    meeting.camera().turn("q", false);
    meeting.camera().turn("h", false);
    meeting.run(2_000);

    meeting.link(1, 300_000);
    meeting.run(5_000);

    assertThat(meeting.tile(1).pause()).isEqualTo(Pause.BANDWIDTH);
    assertThat(meeting.events().slots())
        .last()
        .isEqualTo(new SlotStatus("1", SimulcastMeeting.CAMERA, Pause.BANDWIDTH));
  }

  @Test
  void shouldExplainWhatLimits() {
    meeting.link(1, 1_000_000);
    meeting.ask(1, 720);
    meeting.ask(2, 180);
    meeting.run(10_000);

    assertThat(meeting.tile(1).limit()).isEqualTo(Limit.ESTIMATE);
    assertThat(meeting.tile(2).limit()).isEqualTo(Limit.ASKED_SIZE);
    assertThat(meeting.allocation(1).usedBps()).isBetween(400_000L, 700_000L);
    assertThat(meeting.allocation(1).demandBps()).isGreaterThan(1_400_000L);
  }
}
