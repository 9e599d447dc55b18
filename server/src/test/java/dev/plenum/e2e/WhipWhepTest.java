package dev.plenum.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * aiortc beside the server, over WHIP and WHEP; a browser on another machine, with and without UDP.
 */
@Timeout(180)
class WhipWhepTest {

  private static final String SERVER = "10.77.0.1";

  private static Namespace serverSide;
  private static Namespace browserSide;
  private static ServerProcess server;

  @BeforeAll
  static void connect() {
    serverSide = Namespace.make();
    browserSide = Namespace.make();
    Namespace.connect(serverSide, SERVER + "/24", browserSide, "10.77.0.2/24");
    server =
        ServerProcess.start(
            serverSide.prefix(), SERVER, "--ice-tcp-port", Integer.toString(Ports.tcp()));
  }

  @AfterAll
  static void disconnect() {
    if (server != null) {
      server.close();
    }
    browserSide.close();
    serverSide.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void shouldShowAndPlayWhatIsPublishedOverWhip(String protocol) {
    try (Chromium browser = browser(protocol);
        Script publisher =
            aiortc("publish", "/v1/rooms/shown-by-" + protocol + "/whip?name=Encoder")) {
      assertThat(publisher.line()).isEqualTo("publishing");

      MeasuredPage viewer =
          MeasuredPage.enter(
              browser, server, "shown-by-" + protocol, "Viewer", "camera=0", "microphone=0");
      viewer.page().getByTestId("tile").getByText("Encoder").waitFor();
      viewer.awaitFrames(60);

      MediaFigures figures = viewer.figures();
      assertThat(figures.protocol()).isEqualTo(protocol);
      assertThat(figures.framesDecoded()).isGreaterThanOrEqualTo(60);
      assertThat(figures.audioEnergy()).isPositive();
      Chromium.screenshot(viewer.page(), "whip-" + protocol);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void shouldLetAnotherLibraryDecodeABrowserOverWhep(String protocol) {
    try (Chromium browser = browser(protocol)) {
      MeasuredPage publisher =
          MeasuredPage.enter(browser, server, "sent-by-" + protocol, "Publisher");
      publisher.page().waitForFunction("() => plenumRoom.state === 'connected'");

      try (Script viewer =
          aiortc("watch", "/v1/rooms/sent-by-" + protocol + "/whep?name=Recorder")) {
        assertThat(viewer.line()).isEqualTo("decoded");
      }
      assertThat(publisher.figures().protocol()).isEqualTo(protocol);
    }
  }

  @AfterEach
  void allowUdp() {
    browserSide.execute("nft", "flush", "ruleset");
  }

  private static Chromium browser(String protocol) {
    if (protocol.equals("tcp")) {
      browserSide.blockUdp();
    }
    return Chromium.startIn(
        browserSide, null, "--unsafely-treat-insecure-origin-as-secure=" + server.url(""));
  }

  private static Script aiortc(String what, String path) {
    return Script.start(serverSide.prefix(), "whip_whep.py", what, server.url(path));
  }
}
