package dev.plenum.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three people in three browsers meet; one test after the other, as a meeting goes. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MeetingTest {

  private static final int SECONDS_OF_PICTURES = 10;
  private static final double LONGEST_GAP_MS = 500;

  /** Of a page while it is watched: three browsers draw without a graphics card. */
  private static final int SMALL_WIDTH = 640;

  private static final int SMALL_HEIGHT = 420;

  /** Somebody's number in their pictures is their place in this list. */
  private static final List<String> NAMES = List.of("Ann", "Bob", "Cid");

  private static final List<Tone> TONES = List.of(new Tone(450), new Tone(700), new Tone(1100));

  private static final List<Chromium> BROWSERS = new ArrayList<>();
  private static final List<Page> PAGES = new ArrayList<>();

  @TempDir static Path folder;
  private static ServerProcess server;

  @BeforeAll
  static void meet() {
    server = ServerProcess.start();
    for (int person = 0; person < NAMES.size(); person++) {
      Chromium browser =
          Chromium.start(
              NumberedPictures.film(folder, person), TONES.get(person).recording(folder));
      BROWSERS.add(browser);
      PAGES.add(browser.join(server, "meeting", NAMES.get(person)));
    }
  }

  @AfterAll
  static void end() {
    BROWSERS.forEach(Chromium::close);
    BROWSERS.clear();
    PAGES.clear();
    server.close();
  }

  @Test
  @Order(1)
  void shouldShowEverybodyBothOthersWithoutAGap() {
    // What the machine is busy with until the third browser has started is not the meeting's fault.
    forEveryPair(
        (page, person) ->
            Chromium.await(page, "name => witness.count(name) > 0", NAMES.get(person)));
    PAGES.forEach(page -> page.setViewportSize(SMALL_WIDTH, SMALL_HEIGHT));
    PAGES.forEach(page -> page.evaluate("witness.forget()"));
    forEveryPair(
        (page, person) ->
            Chromium.await(
                page,
                "([name, frames]) => witness.count(name) > frames",
                List.of(
                    NAMES.get(person), SECONDS_OF_PICTURES * NumberedPictures.FRAMES_PER_SECOND)));

    // Before the screenshots, for which a browser holds its pictures still.
    List<List<Sighting>> seenByPage = PAGES.stream().map(Sighting::on).toList();
    for (int viewer = 0; viewer < NAMES.size(); viewer++) {
      PAGES.get(viewer).setViewportSize(Chromium.WIDTH, Chromium.HEIGHT);
      Chromium.screenshot(PAGES.get(viewer), "meeting-" + NAMES.get(viewer));
    }
    forEveryPair(
        (page, person) -> {
          List<Sighting> seen =
              seenByPage.get(PAGES.indexOf(page)).stream()
                  .filter(one -> one.name().equals(NAMES.get(person)))
                  .toList();
          assertThat(seen).allSatisfy(one -> assertThat(one.person()).isEqualTo(person));
          for (int i = 1; i < seen.size(); i++) {
            Sighting before = seen.get(i - 1);
            Sighting after = seen.get(i);
            assertThat(after.atMs() - before.atMs())
                .as("%s after %s", after, before)
                .isLessThan(LONGEST_GAP_MS);
            assertThat(NumberedPictures.steps(before.counter(), after.counter()))
                .as("%s after %s", after, before)
                .isLessThan(NumberedPictures.FRAMES / 2);
          }
        });
  }

  @Test
  @Order(2)
  void shouldLetEverybodyHearBothOthers() {
    forEveryPair(
        (page, person) ->
            Chromium.await(page, "hertz => witness.hears(hertz, 1000)", TONES.get(person).hertz()));
  }

  @Test
  @Order(3)
  void shouldSilenceWhoeverMutesWithinASecond() {
    Page ann = PAGES.getFirst();
    int hertz = TONES.getFirst().hertz();
    double mutedMs =
        milliseconds(
            ann.evaluate(
                "() => { document.querySelector('[data-testid=microphone]').click();"
                    + " return Date.now(); }"));

    for (int viewer = 1; viewer < NAMES.size(); viewer++) {
      Page page = PAGES.get(viewer);
      Chromium.await(
          page,
          "() => [...plenumRoom.people.values()].some(({name, sources}) => name === 'Ann' &&"
              + " sources.microphone.muted === 'self')");
      Chromium.await(page, "hertz => !witness.hears(hertz, 2000)", hertz);
      assertThat(milliseconds(page.evaluate("hertz => witness.lastHeardMs(hertz)", hertz)))
          .isLessThan(mutedMs + 1_000);
    }
    Chromium.screenshot(PAGES.get(1), "meeting-Ann-muted");

    ann.getByTestId("microphone").click();
    Chromium.await(PAGES.get(1), "hertz => witness.hears(hertz, 500)", hertz);
  }

  @Test
  @Order(4)
  void shouldShowASharedScreen() {
    PAGES.get(1).getByTestId("share").click();

    for (int viewer : new int[] {0, 2}) {
      Chromium.await(
          PAGES.get(viewer),
          "() => witness.frames.filter(({kind}) => kind === 'screen').length > 10");
    }
    Chromium.screenshot(PAGES.getFirst(), "meeting-screen");

    PAGES.get(1).getByTestId("share").click();
    Chromium.await(
        PAGES.getFirst(), "() => !document.querySelector('[data-testid=tile][data-kind=screen]')");
  }

  @Test
  @Order(5)
  void shouldDeliverChat() {
    Page cid = PAGES.get(2);
    cid.getByTestId("chat").click();
    cid.getByTestId("chat-input").fill("Hello, everybody");
    cid.getByTestId("chat-send").click();

    Page bob = PAGES.get(1);
    bob.getByTestId("chat").click();
    bob.getByTestId("message").getByText("Hello, everybody").waitFor();
    Chromium.screenshot(bob, "meeting-chat");
  }

  @Test
  @Order(6)
  void shouldClearTheTileOfWhoeverLeavesWithinASecond() {
    Page cid = PAGES.get(2);
    Page ann = PAGES.getFirst();
    ann.evaluate(
        """
        () => new MutationObserver(() => {
          const names = [...document.querySelectorAll('.plenum-name')].map(name => name.textContent);
          if (!names.includes('Cid')) witness.clearedMs ??= Date.now();
        }).observe(document.body, {childList: true, subtree: true})
        """);
    double leftMs =
        milliseconds(
            cid.evaluate(
                "() => { document.querySelector('[data-testid=leave]').click();"
                    + " return Date.now(); }"));
    cid.getByTestId("closing").waitFor();

    Chromium.await(ann, "() => witness.clearedMs");
    double clearedMs = milliseconds(ann.evaluate("witness.clearedMs"));
    assertThat(clearedMs - leftMs).isLessThan(1_000);
    Chromium.screenshot(cid, "meeting-left");
    Chromium.screenshot(ann, "meeting-two-are-left");
  }

  private interface Pair {
    void check(Page page, int person);
  }

  private static void forEveryPair(Pair pair) {
    for (int viewer = 0; viewer < NAMES.size(); viewer++) {
      for (int person = 0; person < NAMES.size(); person++) {
        if (person != viewer) {
          pair.check(PAGES.get(viewer), person);
        }
      }
    }
  }

  private static double milliseconds(Object value) {
    return ((Number) value).doubleValue();
  }
}
