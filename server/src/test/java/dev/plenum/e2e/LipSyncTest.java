package dev.plenum.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sound and picture of a speaker come on slots which a browser does not synchronise with each
 * other. From the speaker's page to the watcher's they must stay together all the same.
 */
@Timeout(120)
final class LipSyncTest {

  private static final double MOST_MS = 120;
  private static final int WORDS = 16;
  private static final Path LIPS =
      Path.of("src", "test", "resources", "dev", "plenum", "e2e", "lips.js");

  @Test
  void shouldKeepSoundAndPictureTogether() {
    try (ServerProcess server = ServerProcess.start();
        Chromium browser = Chromium.start()) {
      Page speaker = enter(browser, server, "Ann", "lips.speak()", "");
      Page viewer = enter(browser, server, "Bob", "lips.watch()", "&camera=0&microphone=0");

      Chromium.await(viewer, "words => lips.skewsMs().length >= words", WORDS);

      double[] skewsMs =
          ((List<?>) viewer.evaluate("() => lips.skewsMs()"))
              .stream().mapToDouble(skew -> ((Number) skew).doubleValue()).sorted().toArray();
      double median = skewsMs[skewsMs.length / 2];
      System.out.printf(
          "lip sync: the sound comes %.0f ms after its picture, from %.0f to %.0f ms%n",
          median, skewsMs[0], skewsMs[skewsMs.length - 1]);
      assertThat(median).isBetween(-MOST_MS, MOST_MS);
      speaker.close();
    }
  }

  private static Page enter(
      Chromium browser, ServerProcess server, String name, String role, String options) {
    Page page = browser.newPage();
    page.addInitScript(LIPS);
    page.addInitScript(role);
    page.navigate(server.url("/?join&room=lips&name=" + name + options));
    page.getByTestId("meeting").waitFor();
    return page;
  }
}
