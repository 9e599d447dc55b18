package dev.plenum.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Debian's Chromium, headless, with devices that are files: each has its own picture and sound. */
final class Chromium implements AutoCloseable {

  /** Of a page, in pixels. */
  static final int WIDTH = 1100;

  static final int HEIGHT = 700;

  /** What a page is waited for, unless the test says otherwise. */
  static final double PATIENCE_MS = 60_000;

  private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");
  private static final double POLL_MS = 200;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Path WITNESS =
      Path.of("src", "test", "resources", "dev", "plenum", "e2e", "witness.js");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts with Chromium's own fake devices: a ticking disc and beeps. */
  static Chromium start() {
    return start(null, null);
  }

  /**
   * Starts with devices that play files.
   *
   * @param video Y4M that the camera shows again and again
   * @param audio WAV that the microphone hears again and again
   */
  static Chromium start(@Nullable Path video, @Nullable Path audio) {
    return start(EXECUTABLE, video, audio);
  }

  /**
   * Starts in a network namespace.
   *
   * @param video Y4M that the camera shows again and again
   * @param flags beyond the usual ones
   */
  static Chromium startIn(Namespace namespace, @Nullable Path video, String... flags) {
    return start(namespace.launcher(EXECUTABLE), video, null, flags);
  }

  private static Chromium start(
      Path executable, @Nullable Path video, @Nullable Path audio, String... more) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--use-fake-device-for-media-stream=fps=15",
                "--use-fake-ui-for-media-stream",
                "--auto-select-desktop-capture-source=Entire screen",
                "--autoplay-policy=no-user-gesture-required"));
    flags.addAll(List.of(more));
    if (video != null) {
      flags.add("--use-file-for-fake-video-capture=" + video.toAbsolutePath());
    }
    if (audio != null) {
      flags.add("--use-file-for-fake-audio-capture=" + audio.toAbsolutePath());
    }
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(flags));
    return new Chromium(playwright, browser);
  }

  /** A page of its own person, with witness.js: nothing is shared with the others. */
  Page newPage() {
    return newPage(WITNESS);
  }

  /** A page of its own person, with scripts that begin before those of the app. */
  Page newPage(Path... scripts) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setPermissions(List.of("camera", "microphone")));
    for (Path script : scripts) {
      context.addInitScript(script);
    }
    context.setDefaultTimeout(PATIENCE_MS);
    return context.newPage();
  }

  /** Opens the app so that it joins at once. */
  Page enter(String url, String room, String name, String... options) {
    Page page = newPage();
    String more = options.length == 0 ? "" : "&" + String.join("&", options);
    page.navigate("%s/?join&room=%s&name=%s%s".formatted(url, room, name, more));
    page.getByTestId("meeting").waitFor();
    return page;
  }

  /** Opens the app, names the person and joins. */
  Page join(ServerProcess server, String room, String name) {
    Page page = newPage();
    page.navigate(server.url("/?room=" + room));
    page.getByTestId("name").fill(name);
    page.getByTestId("join").click();
    page.getByTestId("meeting").waitFor();
    return page;
  }

  /** Waits until a JavaScript function of one argument says yes. */
  static void await(Page page, String condition, @Nullable Object argument) {
    page.waitForFunction(
        condition,
        argument,
        new Page.WaitForFunctionOptions().setPollingInterval(POLL_MS).setTimeout(PATIENCE_MS));
  }

  static void await(Page page, String condition) {
    await(page, condition, null);
  }

  static void screenshot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
