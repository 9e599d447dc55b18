package dev.plenum.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A meeting whose every packet crosses a link that loses one in twenty and takes 50 ms. */
@Timeout(240)
class LossTest {

  private static final String SERVER = "10.78.0.1";
  private static final int FRAMES = 300;
  private static final double ARRIVE = 0.995;
  private static final double FROZEN = 0.02;

  @TempDir Path folder;
  private Namespace serverSide;
  private Namespace browserSide;
  private ServerProcess server;

  @BeforeEach
  void start() {
    serverSide = Namespace.make();
    browserSide = Namespace.make();
  }

  @AfterEach
  void end() {
    if (server != null) {
      server.close();
    }
    browserSide.close();
    serverSide.close();
  }

  @Test
  void shouldRepairFivePercentOfLossEachWay() throws Exception {
    try (Script link = link()) {
      assertThat(link.line()).isEqualTo("linked");
      server = ServerProcess.start(serverSide.prefix(), SERVER);

      try (Chromium browser =
          Chromium.startIn(
              browserSide,
              film(),
              "--unsafely-treat-insecure-origin-as-secure=" + server.url(""))) {
        MeasuredPage publisher =
            MeasuredPage.enter(browser, server, "loss", "Publisher", "microphone=0");
        MeasuredPage viewer =
            MeasuredPage.enter(browser, server, "loss", "Viewer", "camera=0", "microphone=0");
        viewer.awaitFrames(30);

        MediaFigures sentBefore = publisher.figures();
        MediaFigures before = viewer.figures();
        double beforeMs = viewer.nowMs();
        viewer.awaitFrames(FRAMES);
        MediaFigures figures = viewer.figures().since(before);
        double seconds = (viewer.nowMs() - beforeMs) / 1_000;
        MediaFigures sent = publisher.figures().since(sentBefore);

        // A retransmission may come twice and hide a loss; but each that lasts asks for a key frame.
        double missing =
            Math.max(0, figures.packetsLost() - figures.packetsRetransmitted())
                + figures.keyFrameRequests();
        double arrived = figures.packetsReceived() / (figures.packetsReceived() + missing);
        double frozen = figures.freezesSeconds() / seconds;
        System.out.printf(
            "loss 5%% each way, 50 ms: %.1f s, %.2f%% of packets after repair, %.2f%% frozen;"
                + " viewer %s, publisher %s%n",
            seconds, arrived * 100, frozen * 100, figures, sent);
        Chromium.screenshot(viewer.page(), "loss");

        assertThat(figures.packetsRetransmitted()).as("losses that were repaired").isPositive();
        assertThat(arrived).isGreaterThanOrEqualTo(ARRIVE);
        assertThat(frozen).isLessThan(FROZEN);
      }
    }
  }

  private Script link() {
    return Script.start(
        List.of(),
        "lossy_link.py",
        serverSide.name(),
        SERVER + "/24",
        browserSide.name(),
        "10.78.0.2/24",
        "--loss=5",
        "--delay=50");
  }

  /** A small moving picture: the machine that runs the test is not what is measured. */
  private Path film() throws IOException, InterruptedException {
    Path film = folder.resolve("film.y4m");
    Process ffmpeg =
        new ProcessBuilder(
                List.of(
                    ("ffmpeg -v error -f lavfi -i testsrc=size=320x180:rate=15 -t 4 -pix_fmt"
                         + " yuv420p "
                            + film)
                        .split(" ")))
            .inheritIO()
            .start();
    assertThat(ffmpeg.waitFor()).isZero();
    return film;
  }
}
