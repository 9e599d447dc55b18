package dev.plenum.bwe.testkit;

import static dev.plenum.bwe.testkit.Units.kbps;
import static dev.plenum.bwe.testkit.Units.mbps;
import static dev.plenum.bwe.testkit.Units.millis;
import static dev.plenum.bwe.testkit.Units.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaFlowTest {
  private static final MediaConfig VIDEO = MediaConfig.video(kbps(300), kbps(30), mbps(5));

  private static final int SEEDS = 10;

  private Simulation simulation = new Simulation(1);
  private Bottleneck there = megabitLink();
  private Bottleneck back = megabitLink();

  /** Which feedback is lost matters much, so that one run alone says little. */
  @Test
  void shouldFollowTheLinkThoughFeedbackIsLost() {
    double meanBps = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      simulation = new Simulation(seed);
      there = megabitLink();
      back = megabitLink();
      MediaFlow flow = flow(path(back).loss(Loss.bursty(0.05, 3)), VIDEO);

      simulation.runUntil(seconds(60));

      meanBps += flow.trace().receivedBps(seconds(10), seconds(60)) / SEEDS;
    }
    assertThat(meanBps).isBetween(0.75e6, 1.0e6);
  }

  @Test
  void shouldGoOnWithSoundWhenTheCameraIsOff() {
    MediaFlow flow = flow(path(back), VIDEO.withAudio(kbps(40)));
    simulation.at(seconds(10), () -> flow.playing(false));

    simulation.runUntil(seconds(20));

    assertThat(flow.trace().receivedBps(seconds(11), seconds(20))).isBetween(39e3, 80e3);
  }

  @Test
  void shouldSendNothingButReportsWithoutSoundAndPicture() {
    MediaFlow flow = flow(path(back), VIDEO);
    simulation.at(seconds(10), () -> flow.playing(false));

    simulation.runUntil(seconds(20));

    assertThat(flow.trace().sentBps(seconds(12), seconds(20))).isLessThan(1e3);
  }

  @Test
  void shouldNotSendMoreThanAReceiverTakes() {
    MediaFlow flow = flow(path(back), VIDEO);
    simulation.at(seconds(5), () -> flow.remb(kbps(200)));

    simulation.runUntil(seconds(20));

    assertThat(flow.trace().sentBps(seconds(6), seconds(20))).isBetween(150e3, 220e3);
  }

  @Test
  void shouldDropRatherThanSendLateWhenTheRateFalls() {
    Path bounded = path(there);
    MediaFlow flow = new MediaFlow(simulation, bounded, path(back), VIDEO);
    simulation.at(seconds(10), () -> there.capacity(kbps(50)));

    simulation.runUntil(seconds(20));

    assertThat(flow.targetBps()).isLessThan(kbps(100));
    assertThat(flow.trace().waitMillis().percentile(100)).isLessThan(1_500);
  }

  private Bottleneck megabitLink() {
    return new Bottleneck(simulation, mbps(1)).queueNanos(millis(300));
  }

  private MediaFlow flow(Path backward, MediaConfig config) {
    return new MediaFlow(simulation, path(there), backward, config);
  }

  private Path path(Bottleneck bottleneck) {
    return new Path(simulation, bottleneck).oneWay(millis(50)).jitter(millis(10));
  }
}
