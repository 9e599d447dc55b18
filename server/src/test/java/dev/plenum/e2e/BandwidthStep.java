package dev.plenum.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A camera of 1280×720 in three layers, seen by somebody whose link falls from 3 Mbps to 400 kbps
 * for a while, and by somebody whose link stays good. {@code ./bench/run bandwidth-step} starts it.
 */
@Timeout(180)
class BandwidthStep {

  private static final int GOOD_KBPS = 3_000;
  private static final int POOR_KBPS = 400;
  private static final int HIGH = 720;
  private static final int LOW = 180;

  /** Only the high layer has more lines, also where a busy publisher makes all of them smaller. */
  private static final int MIDDLE = 360;

  /** In which the estimate finds what the link carries. */
  private static final int SETTLE_MS = 5_000;

  private static final int POOR_MS = 10_000;

  private static final int DOWN_MS = 3_000;
  private static final int UP_MS = 8_000;
  private static final int FROZEN_MS = 1_000;

  @TempDir static Path folder;
  private static Network network;
  private static ServerProcess server;
  private static Home viewerHome;
  private static Chromium publishing;
  private static Chromium viewing;
  private static Chromium watching;

  @BeforeAll
  static void start() {
    Path film = Film.shoot(folder, "testsrc2=size=1280x720:rate=15");
    network = new Network();
    server = network.serve();
    viewerHome = network.home(Conditions.GOOD);
    publishing = network.home(Conditions.GOOD).browse(server, film);
    viewing = viewerHome.browse(server, film);
    watching = network.home(Conditions.GOOD).browse(server, film);
  }

  @AfterAll
  static void end() {
    watching.close();
    viewing.close();
    publishing.close();
    server.close();
    network.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vp8", "h264", "vp9", "av1"})
  void shouldFollowTheLinkOfOneAndLeaveTheOther(String codec) {
    viewerHome.down(Conditions.GOOD.rate(GOOD_KBPS));
    MeasuredPage publisher = MeasuredPage.enter(publishing, server, codec, "Ann", "codec=" + codec);
    MeasuredPage viewer =
        MeasuredPage.enter(viewing, server, codec, "Bob", "camera=0", "microphone=0");
    MeasuredPage third =
        MeasuredPage.enter(watching, server, codec, "Cy", "camera=0", "microphone=0");
    publisher.page().setViewportSize(340, 640);
    viewer.enlargeTiles(HIGH);
    third.enlargeTiles(HIGH);
    Playback seen = viewer.playback();
    Playback others = third.playback();
    seen.await(HIGH);
    others.await(HIGH);
    seen.pass(SETTLE_MS);

    double freezesBefore = viewer.figures().freezesSeconds();
    double droppedMs = seen.nowMs();
    double othersMs = others.nowMs();
    viewerHome.down(Conditions.GOOD.rate(POOR_KBPS));
    seen.pass(POOR_MS);
    double recoveredMs = seen.nowMs();
    viewerHome.down(Conditions.GOOD.rate(GOOD_KBPS));
    seen.pass(UP_MS + 2_000);

    Step step =
        new Step(
            codec,
            seen.firstMs(droppedMs, 0, LOW),
            1_000 * (viewer.figures().freezesSeconds() - freezesBefore),
            seen.stalledMs("Ann", droppedMs),
            seen.firstMs(recoveredMs, MIDDLE + 1, HIGH),
            others.stalledMs("Ann", othersMs),
            others.leastHeight(othersMs));
    System.out.println(step);
    publisher.page().context().close();
    viewer.page().context().close();
    third.page().context().close();

    assertThat(step.lowMs()).as("low layer after the drop").isLessThan(DOWN_MS);
    assertThat(step.frozenMs()).as("frozen").isLessThan(FROZEN_MS);
    assertThat(step.highMs()).as("high layer after the recovery").isLessThan(UP_MS);
    assertThat(step.thirdStalledMs()).as("the third person's pauses").isZero();
    assertThat(step.thirdHeight()).as("what the third person saw").isGreaterThan(MIDDLE);
  }

  /**
   * What came of it.
   *
   * @param frozenMs as the browser counts freezes
   * @param stalledMs in pauses between frames that are noticed
   */
  private record Step(
      String codec,
      double lowMs,
      double frozenMs,
      double stalledMs,
      double highMs,
      double thirdStalledMs,
      int thirdHeight) {

    @Override
    public String toString() {
      return """
          link of %d kbps falls to %d: %-5s low layer after %5.0f ms, %4.0f ms frozen (pauses %4.0f ms), \
          high layer %5.0f ms after the recovery; third person: pauses %4.0f ms, never below %d lines\
          """
          .formatted(
              GOOD_KBPS,
              POOR_KBPS,
              codec,
              lowMs,
              frozenMs,
              stalledMs,
              highMs,
              thirdStalledMs,
              thirdHeight);
    }
  }
}
