package dev.plenum.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A publisher in three layers who is never told which of them are of use: it sends them all, and
 * viewers get the one for their tile as ever.
 */
@Timeout(120)
class UntoldPublisherTest {

  private static final String SHOWN =
      "width => [...document.querySelectorAll('video')].some(video => video.videoWidth === width)";

  private static final String STILL_SENT =
      "async layer => (await plenumRoom.stats()).sent"
          + ".some(sent => sent.layer === layer && sent.bps > 0)";

  private Chromium browser;

  @BeforeEach
  void startBrowser() {
    browser = Chromium.start();
  }

  @AfterEach
  void endBrowser() {
    browser.close();
  }

  @Test
  void shouldBeSeenInTheSizeOfTheTileWithoutOrchestrator() {
    try (ServerProcess server = ServerProcess.start("--orchestrator", "off")) {
      watch(server, browser.newPage());
    }
  }

  @Test
  void shouldBeSeenInTheSizeOfTheTileWhenTheMessagesAreLost() {
    AtomicInteger lost = new AtomicInteger();
    try (ServerProcess server = ServerProcess.start()) {
      Page publisher = browser.newPage();
      publisher.routeWebSocket(
          url -> true,
          browserSide -> {
            WebSocketRoute serverSide = browserSide.connectToServer();
            serverSide.onMessage(
                message -> {
                  if (message.text().contains("\"t\":\"encodings\"")) {
                    lost.incrementAndGet();
                  } else {
                    browserSide.send(message.text());
                  }
                });
          });
      watch(server, publisher);
    }
    assertThat(lost).hasPositiveValue();
  }

  private void watch(ServerProcess server, Page publisher) {
    enter(publisher, server, "Ann");
    Page viewer = browser.newPage();
    enter(viewer, server, "Bob", "camera=0");

    for (int turn = 0; turn < 2; turn++) {
      viewer.setViewportSize(1400, 900);
      Chromium.await(viewer, SHOWN, 1280);
      viewer.setViewportSize(340, 640);
      Chromium.await(viewer, SHOWN, 320);
      Chromium.await(publisher, STILL_SENT, "f");
    }
  }

  private static void enter(Page page, ServerProcess server, String name, String... options) {
    page.navigate(
        server.url(
            "/?join&room=untold&name=%s&microphone=0&%s"
                .formatted(name, String.join("&", options))));
    page.getByTestId("meeting").waitFor();
  }
}
