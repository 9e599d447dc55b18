package dev.plenum.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A viewer with one slot who changes their mind five times a second. */
@Timeout(180)
class SlotSwitchTest {

  private static final List<String> NAMES = List.of("Ann", "Bob", "Cid", "Dan");
  private static final int SWITCHES = 100;

  /** Publishes canvases with numbered pictures, a participant each, from one page. */
  private static final String PUBLISH =
      """
      async names => {
        const { joinRoom, preview } = await import('/sdk/plenum.js');
        for (const [person, name] of names.entries()) {
          const canvas = document.createElement('canvas');
          Object.assign(canvas, { width: 320, height: 180 });
          const pen = canvas.getContext('2d');
          let counter = 0;
          setInterval(() => witness.paint(pen, person, counter++ & 0xfff), 66);
          const { camera } = preview();
          await camera.adopt(canvas.captureStream(15).getVideoTracks()[0]);
          await joinRoom(location.origin, { room: 'switch', name, camera });
        }
      }
      """;

  /** Turns to another page of a view of one tile, at random. */
  private static final String VIEW =
      """
      async people => {
        const { joinRoom } = await import('/sdk/plenum.js');
        const room = await joinRoom(location.origin, { room: 'switch', name: 'Viewer', videoSlots: 1 });
        const view = room.view({ max: 1, self: false });
        const draw = tiles => {
          for (const { element } of tiles) element.style.cssText = 'position:relative;width:320px;height:180px';
          document.body.prepend(...tiles.map(tile => tile.element));
        };
        view.on('change', draw);
        draw(view.tiles);
        let seed = 1;
        const random = () => (seed = (seed * 48271) % 0x7fffffff) / 0x7fffffff;
        witness.turns = 0;
        setInterval(() => {
          view.set({ page: Math.floor(random() * people) });
          witness.turns++;
        }, 200);
      }
      """;

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

  @Test
  void shouldNeverShowAFrameUnderAWrongName() {
    Page publishers = browser.newPage();
    publishers.navigate(server.url("/healthz"));
    publishers.evaluate(PUBLISH, NAMES);
    Page viewer = browser.newPage();
    viewer.navigate(server.url("/healthz"));
    viewer.evaluate(VIEW, NAMES.size());

    Chromium.await(
        viewer,
        "switches => witness.turns >= switches && witness.frames.length > switches / 2",
        SWITCHES);
    List<Sighting> seen = Sighting.on(viewer);

    assertThat(seen).allSatisfy(one -> assertThat(NAMES.get(one.person())).isEqualTo(one.name()));
    assertThat(seen).extracting(Sighting::name).containsAll(NAMES);
  }
}
