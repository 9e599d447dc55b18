package dev.plenum.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every video codec from one Chromium to another. */
@Timeout(120)
class CodecsTest {

  @TempDir static Path folder;
  private static ServerProcess server;
  private static Chromium browser;

  @BeforeAll
  static void start() {
    server = ServerProcess.start();
    browser = Chromium.start(NumberedPictures.film(folder, 0), new Tone(700).recording(folder));
  }

  @AfterAll
  static void end() {
    browser.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"h264", "vp8", "vp9", "av1"})
  void shouldShowWhatAPublisherSends(String codec) {
    Page publisher = browser.enter(server.url(""), codec, "Ann", "codec=" + codec, "microphone=0");
    Page viewer = browser.enter(server.url(""), codec, "Bob", "camera=0", "microphone=0");

    Chromium.await(viewer, "() => witness.count('Ann') > 30");

    assertThat(viewer.evaluate("async () => (await plenumRoom.stats()).tiles[0].codec"))
        .isEqualTo(codec.toUpperCase(Locale.ROOT));
    assertThat(Sighting.on(viewer).stream().map(Sighting::counter).distinct().toList())
        .as("different pictures")
        .hasSizeGreaterThan(20);
    assertThat(List.copyOf(Sighting.on(viewer))).extracting(Sighting::person).containsOnly(0);
    publisher.context().close();
    viewer.context().close();
  }
}
