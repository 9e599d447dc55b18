package dev.plenum.e2e;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A camera of 1280×720 in three layers by RID: the tile's size on the screen says which is shown,
 * and no larger one is sent.
 */
@Timeout(120)
class SimulcastTest {

  /** Whether one of the page's pictures is so wide. */
  private static final String SHOWN =
      "width => [...document.querySelectorAll('video')].some(video => video.videoWidth === width)";

  /** Whether the publisher's browser sends this layer only. */
  private static final String SENT =
      "async layer => (await plenumRoom.stats()).sent"
          + ".every(sent => sent.bps > 0 === (sent.layer === layer))";

  private static ServerProcess server;
  private static Chromium browser;

  @BeforeAll
  static void start() {
    server = ServerProcess.start();
    browser = Chromium.start();
  }

  @AfterAll
  static void end() {
    browser.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vp8", "h264"})
  void shouldFollowTheSizeOfTheTile(String codec) {
    Page publisher = browser.enter(server.url(""), codec, "Ann", "codec=" + codec, "microphone=0");
    Page viewer = browser.enter(server.url(""), codec, "Bob", "camera=0", "microphone=0");

    for (int turn = 0; turn < 2; turn++) {
      viewer.setViewportSize(1400, 900);
      Chromium.await(viewer, SHOWN, 1280);
      viewer.setViewportSize(340, 640);
      Chromium.await(viewer, SHOWN, 320);
      Chromium.await(publisher, SENT, "q");
    }

    publisher.context().close();
    viewer.context().close();
  }
}
