package dev.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plenum.sfu.control.AllocationStatus.LayerState;
import dev.plenum.sfu.control.AllocationStatus.Limit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a publisher is told, for two viewers whose networks carry everything. */
class OrchestrationTest {

  private static SimulcastMeeting following() {
    SimulcastMeeting meeting = new SimulcastMeeting(true, 2);
    meeting.events().onEncodings(meeting.camera()::follow);
    return meeting;
  }

  private static List<Boolean> sent(SimulcastMeeting meeting) {
    SimulcastCamera camera = meeting.camera();
    return List.of(camera.isActive("q"), camera.isActive("h"), camera.isActive("f"));
  }

  @ParameterizedTest
  @CsvSource({"180,true,false,false", "360,true,true,false", "720,true,true,true"})
  void shouldLetOnlyBeSentWhatIsSeen(int heightPixels, boolean q, boolean h, boolean f) {
    SimulcastMeeting meeting = following();
    meeting.ask(1, heightPixels);
    meeting.run(3_000);

    assertThat(sent(meeting)).containsExactly(q, h, f);
    assertThat(meeting.tile(1).shown().heightPixels()).isEqualTo(heightPixels);
    meeting.run(20_000);
    assertThat(sent(meeting)).containsExactly(q, h, f);
  }

  @Test
  void shouldStopWhatNobodyWatchesWithinThreeSecondsAndBringItBackWithinOne() {
    SimulcastMeeting meeting = following();
    meeting.ask(1, 720);
    meeting.run(5_000);
    meeting.ask(1, 0);
    meeting.run(3_000);
    assertThat(sent(meeting)).containsOnly(false);

    meeting.ask(1, 720);
    meeting.run(1_000);
    assertThat(meeting.tile(1).shown().heightPixels()).isEqualTo(720);
    assertThat(meeting.events().slots())
        .last()
        .extracting("csrc")
        .isEqualTo(SimulcastMeeting.CAMERA);
  }

  @Test
  void shouldSendBothSizesForTwoViewers() {
    SimulcastMeeting meeting = following();
    meeting.ask(1, 360);
    meeting.ask(2, 180);
    meeting.run(5_000);

    assertThat(meeting.tile(1).shown().heightPixels()).isEqualTo(360);
    assertThat(meeting.tile(2).shown().heightPixels()).isEqualTo(180);
    assertThat(sent(meeting)).containsExactly(true, true, false);
    assertThat(meeting.tile(1).limit()).isEqualTo(Limit.ASKED_SIZE);
    assertThat(meeting.tile(2).layers())
        .extracting("rid", "state")
        .contains(tuple("f", LayerState.OFF_BY_ORCHESTRATOR));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldServeEverybodyWhetherPublishersFollowOrNot(boolean orchestrated) {
    SimulcastMeeting meeting = new SimulcastMeeting(orchestrated, 2);
    for (int heightPixels : new int[] {180, 720, 360, 180, 720}) {
      meeting.ask(1, heightPixels);
      meeting.ask(2, 360);
      meeting.run(8_000);
      assertThat(meeting.tile(1).shown().heightPixels()).isEqualTo(heightPixels);
      assertThat(meeting.tile(2).shown().heightPixels()).isEqualTo(360);
    }

    assertThat(sent(meeting)).containsOnly(true);
    assertThat(meeting.events().encodings().isEmpty()).isEqualTo(!orchestrated);
  }

  @Test
  void shouldGoOnWithWhatComesWhenThePublisherLeavesOutALayer() {
    SimulcastMeeting meeting = following();
    meeting.ask(1, 720);
    meeting.ask(2, 360);
    meeting.run(5_000);

    meeting.camera().turn("f", false);
    meeting.run(1_500);

    assertThat(meeting.tile(1).shown().heightPixels()).isEqualTo(360);
    assertThat(meeting.tile(1).limit()).isEqualTo(Limit.PUBLISHER);
  }

  /** Without it, pictures stop for a moment twice in every five seconds. */
  @ParameterizedTest
  @ValueSource(longs = {500_000, 700_000, 900_000, 1_200_000, 1_800_000})
  void shouldNotLetLayersComeAndGoThatTheUplinkDoesNotCarry(long uplinkBps) {
    SimulcastMeeting meeting = following();
    meeting.camera().uplink(uplinkBps);
    meeting.ask(1, 720);
    meeting.ask(2, 360);
    meeting.run(20_000);
    int switches = 0;
    int heightPixels = meeting.tile(1).shown().heightPixels();
    for (int i = 0; i < 120; i++) {
      meeting.run(250);
      int before = heightPixels;
      heightPixels = meeting.tile(1).shown().heightPixels();
      switches += heightPixels == before ? 0 : 1;
    }

    assertThat(switches).isLessThanOrEqualTo(2);
    assertThat(heightPixels).isGreaterThanOrEqualTo(uplinkBps < 700_000 ? 180 : 360);
  }

  @Test
  void shouldGoOnFastWhereOthersOfTheCameraGoOn() {
    SimulcastMeeting meeting = following();
    meeting.ask(1, 720);
    meeting.run(5_000);

    meeting.camera().turn("f", false);
    meeting.run(650);

    assertThat(meeting.tile(1).shown().heightPixels()).isEqualTo(360);
  }

  @Test
  void shouldTellNobodyMoreThanNeeded() {
    SimulcastMeeting meeting = following();
    meeting.ask(1, 720);
    meeting.ask(2, 360);
    for (int i = 0; i < 6; i++) {
      meeting.run(10_000);
    }

    assertThat(meeting.events().encodings()).hasSizeLessThanOrEqualTo(4);
  }
}
