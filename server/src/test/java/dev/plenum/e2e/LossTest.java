package dev.plenum.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A publisher and a viewer beyond a link that takes 50 ms and may lose packets, so that each packet
 * crosses it twice: to the server and from there.
 */
@Timeout(240)
class LossTest {

  private static final int FRAMES_PER_SECOND = 30;

  /** Some losses, a report, and three seconds in which the viewer lets its delay grow. */
  private static final int SETTLED_FRAMES = 12 * FRAMES_PER_SECOND;

  private static final double ARRIVE = 0.995;

  private static final double FROZEN = 0.02;

  @TempDir Path folder;
  private Path film;

  /** A small moving picture: the machine that runs the test is not what is measured. */
  @BeforeEach
  void shoot() {
    film = Film.shoot(folder, "testsrc=size=320x180:rate=" + FRAMES_PER_SECOND);
  }

  /** What freezes without loss, the machine freezes. */
  @Test
  void shouldNotFreezeWithoutLoss() {
    Seen seen = watch(0, 30);

    assertThat(seen.viewer().packetsLost()).isZero();
    assertThat(seen.arrived()).isGreaterThanOrEqualTo(ARRIVE);
    assertThat(seen.frozen()).isLessThan(FROZEN);
  }

  @Test
  void shouldRepairFivePercentOfLossEachWay() {
    Seen seen = watch(5, 75);

    assertThat(seen.viewer().packetsRetransmitted()).as("losses repaired").isPositive();
    assertThat(seen.arrived()).isGreaterThanOrEqualTo(ARRIVE);
    assertThat(seen.frozen()).isLessThan(FROZEN);
  }

  private Seen watch(int lossPercent, int seconds) {
    Conditions conditions = Conditions.GOOD.delay(50).loss(lossPercent);
    try (Network network = new Network();
        ServerProcess server = network.serve();
        Chromium browser = network.home(conditions).browse(server, film)) {
      MeasuredPage publisher =
          MeasuredPage.enter(browser, server, "loss", "Publisher", "microphone=0");
      MeasuredPage viewer =
          MeasuredPage.enter(browser, server, "loss", "Viewer", "camera=0", "microphone=0");
      viewer.awaitFrames(SETTLED_FRAMES);

      Seen seen =
          Seen.during(() -> viewer.awaitFrames(seconds * FRAMES_PER_SECOND), publisher, viewer);
      Chromium.screenshot(viewer.page(), "loss-" + lossPercent);
      System.out.printf("%d%% lost each way: %s%n", lossPercent, seen);
      return seen;
    }
  }

  /** What both browsers counted in the same time. */
  private record Seen(MediaFigures publisher, MediaFigures viewer, double seconds) {

    static Seen during(Runnable meeting, MeasuredPage publisher, MeasuredPage viewer) {
      MediaFigures sentBefore = publisher.figures();
      MediaFigures before = viewer.figures();
      double beganMs = viewer.nowMs();
      meeting.run();
      MediaFigures sent = publisher.figures().since(sentBefore);
      MediaFigures seen = viewer.figures().since(before);
      return new Seen(sent, seen, (viewer.nowMs() - beganMs) / 1_000);
    }

    /**
     * Of the packets, at least: a frame is handed to the decoder, or dropped since a later one may
     * be decoded without it, only when all of its own are there. What is on its way when counting
     * begins and ends, some seven frames, is not told apart: so a minute is not too long.
     */
    double arrived() {
      return (viewer.framesDecoded() + viewer.framesDropped()) / publisher.framesSent();
    }

    double frozen() {
      return viewer.freezesSeconds() / seconds;
    }

    @Override
    public String toString() {
      return "%.2f%% of packets arrived, %.2f%% of %.1f s frozen; publisher %s, viewer %s"
          .formatted(100 * arrived(), 100 * frozen(), seconds, publisher, viewer);
    }
  }
}
