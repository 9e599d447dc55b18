package dev.plenum.e2e;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;

/**
 * Somebody's page in a meeting, with connections.js, which measures what its browser sends and
 * gets, and playback.js.
 */
record MeasuredPage(Page page) {

  private static final Path SCRIPTS = Path.of("src", "test", "resources", "dev", "plenum", "e2e");

  /** At less than ten pictures a second on average the test had better fail. */
  private static final double LONGEST_FRAME_MS = 100;

  /**
   * Joins a room at once.
   *
   * @param options of the app's address, such as {@code camera=0}
   */
  static MeasuredPage enter(
      Chromium browser, ServerProcess server, String room, String name, String... options) {
    Page page = browser.newPage(SCRIPTS.resolve("connections.js"), SCRIPTS.resolve("playback.js"));
    page.navigate(
        server.url("/?join&room=%s&name=%s&%s".formatted(room, name, String.join("&", options))));
    page.getByTestId("meeting").waitFor();
    return new MeasuredPage(page);
  }

  MediaFigures figures() {
    return MediaFigures.on(page);
  }

  /**
   * Makes every tile so high, however many there are, so that the page asks for pictures of that
   * size. They are shown a tenth as large: nobody looks, and painting takes a machine without a
   * graphics card as much as decoding.
   */
  void enlargeTiles(int height) {
    page.evaluate(
        """
        ([width, height]) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`.plenum-tile { width: ${width}px !important; height: ${height}px !important; transform: scale(0.1) !important; }`);
          document.adoptedStyleSheets.push(sheet);
        }
        """,
        List.of(height * 16 / 9, height));
  }

  Playback playback() {
    return new Playback(page);
  }

  double nowMs() {
    return number("performance.now()");
  }

  double number(String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }

  String text(String expression) {
    return (String) page.evaluate(expression);
  }

  /** Waits until the page has shown that many more pictures of others. */
  void awaitFrames(int count) {
    page.waitForFunction(
        "wanted => connections.framesMs.length >= wanted",
        number("connections.framesMs.length") + count,
        new Page.WaitForFunctionOptions()
            .setTimeout(Chromium.PATIENCE_MS + count * LONGEST_FRAME_MS));
  }
}
