package dev.plenum.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A browser whose machine gets another address in the middle of a meeting. */
@Timeout(180)
class AddressChangeTest {

  private static final String SERVER = "10.79.0.1";
  private static final String BEFORE = "10.79.0.2/24";
  private static final String AFTER = "10.79.0.3/24";
  private static final double BACK_MS = 1_000;

  private Namespace serverSide;
  private Namespace browserSide;
  private ServerProcess server;

  @BeforeEach
  void connect() {
    serverSide = Namespace.make();
    browserSide = Namespace.make();
    Namespace.connect(serverSide, SERVER + "/24", browserSide, BEFORE);
    server = ServerProcess.start(serverSide.prefix(), SERVER);
  }

  @AfterEach
  void disconnect() {
    if (server != null) {
      server.close();
    }
    browserSide.close();
    serverSide.close();
  }

  @Test
  void shouldBringMediaBackWithinASecondOfTheOffer() {
    try (Chromium browser = Chromium.startIn(browserSide, null);
        Script publisher =
            Script.start(
                serverSide.prefix(),
                "whip_whep.py",
                "publish",
                server.url("/v1/rooms/move/whip?name=Encoder"))) {
      assertThat(publisher.line()).isEqualTo("publishing");
      MeasuredPage viewer =
          MeasuredPage.enter(browser, server, "move", "Viewer", "camera=0", "microphone=0");
      viewer.awaitFrames(30);
      String pid = viewer.text("plenumRoom.me.pid");

      double changedMs = viewer.nowMs();
      browserSide.ip("address", "del", BEFORE, "dev", Namespace.LINK);
      browserSide.ip("address", "add", AFTER, "dev", Namespace.LINK);
      viewer.page().waitForFunction("before => connections.offeredMs > before", changedMs);
      viewer.page().waitForFunction("() => connections.backMs() > 0");

      double backMs = viewer.number("connections.backMs()");
      System.out.printf(
          "address change: offer after %.0f ms, picture %.0f ms after the offer%n",
          viewer.number("connections.offeredMs") - changedMs, backMs);
      assertThat(backMs).isLessThan(BACK_MS);
      assertThat(viewer.text("plenumRoom.me.pid")).isEqualTo(pid);
    }
  }
}
