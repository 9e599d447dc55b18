package dev.plenum.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Firefox and Chromium in one room. */
@Timeout(180)
class FirefoxTest {

  @TempDir Path folder;

  @Test
  void shouldMeetChromium() {
    try (ServerProcess server = ServerProcess.start();
        Chromium chromium =
            Chromium.start(NumberedPictures.film(folder, 5), new Tone(700).recording(folder));
        Firefox firefox = Firefox.open(server.url("/?join&room=mixed&name=Fox"))) {
      Page page = chromium.enter(server.url(""), "mixed", "Chrome");

      firefox.await("witness.count('Chrome') > 30");
      firefox.await("witness.energy().then(energy => energy > 0.01)");
      Chromium.await(page, "() => witness.frames.filter(({name}) => name === 'Fox').length > 30");
      Chromium.await(page, "() => witness.heardMs.size > 0");

      assertThat(firefox.await("JSON.stringify([...new Set(witness.frames.map(f => f.person))])"))
          .contains("5");
      assertThat(firefox.await("plenumRoom.state")).isEqualTo("\"connected\"");
      Chromium.screenshot(page, "firefox-and-chromium");
    }
  }
}
