package dev.plenum.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A seat outlives its WebSocket and its page. */
@Timeout(180)
class ResumeTest {

  private static final int CUT_MS = 10_000;
  private static final String CONNECTED = "() => plenumRoom.state === 'connected'";
  private static final String PID = "plenumRoom.me.pid";
  private static final String SEES = "([name, frames]) => witness.count(name) > frames";
  private static final String SHOWN_AS =
      "([pid, state]) => plenumRoom.people.get(pid).state === state";

  /** Packets that this page's receivers miss. */
  private static final String LOST =
      """
      async () => {
        const reports = await Promise.all(witness.connections.map(pc => pc.getStats()));
        return reports
          .flatMap(report => [...report.values()])
          .filter(({type}) => type === 'inbound-rtp')
          .reduce((sum, {packetsLost}) => sum + packetsLost, 0);
      }
      """;

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

  @Test
  void shouldLoseNoMediaWhileTheWebSocketIsCut() {
    try (TcpProxy path = TcpProxy.to(server.httpPort())) {
      Page ann = browser.enter(path.url(), "cut", "Ann");
      Page bob = browser.enter(server.url(""), "cut", "Bob");
      Chromium.await(ann, SEES, List.of("Bob", 30));
      Chromium.await(bob, SEES, List.of("Ann", 30));
      Object pid = ann.evaluate(PID);
      ann.evaluate("document.querySelectorAll('[data-testid=tile]').forEach(t => t.kept = true)");
      Object lostByAnn = ann.evaluate(LOST);
      Object lostByBob = bob.evaluate(LOST);
      ann.evaluate("witness.forget()");
      bob.evaluate("witness.forget()");

      path.cut();
      ann.evaluate("witness.cutMs = performance.now()");
      Chromium.await(ann, "() => plenumRoom.state === 'signal-lost'");
      Chromium.await(bob, SHOWN_AS, List.of(pid, "reconnecting"));
      Chromium.await(ann, "cutMs => performance.now() - witness.cutMs > cutMs", CUT_MS);
      Chromium.await(ann, SEES, List.of("Bob", 30));
      Chromium.await(bob, SEES, List.of("Ann", 30));
      assertThat(ann.evaluate("plenumRoom.state")).isEqualTo("signal-lost");
      Chromium.screenshot(ann, "resume-cut");
      Chromium.screenshot(bob, "resume-seen-by-others");
      path.mend();
      Chromium.await(ann, CONNECTED);
      Chromium.await(bob, SHOWN_AS, List.of(pid, "connected"));

      assertThat(ann.evaluate(PID)).isEqualTo(pid);
      assertThat(
              ann.evaluate("[...document.querySelectorAll('[data-testid=tile]')].map(t => t.kept)"))
          .isEqualTo(List.of(true, true));
      assertThat(ann.evaluate(LOST)).isEqualTo(lostByAnn);
      assertThat(bob.evaluate(LOST)).isEqualTo(lostByBob);
      assertThat(bob.evaluate("plenumRoom.count")).isEqualTo(2);
      ann.context().close();
      bob.context().close();
    }
  }

  @Test
  void shouldTakeTheSameSeatAfterAReload() {
    Page ann = browser.enter(server.url(""), "reload", "Ann");
    Page bob = browser.enter(server.url(""), "reload", "Bob");
    Chromium.await(bob, SEES, List.of("Ann", 30));
    Object pid = ann.evaluate(PID);
    bob.evaluate(
        """
        () => {
          witness.departed = [];
          plenumRoom.on('people', ({left}) => witness.departed.push(...left));
        }
        """);

    ann.reload();
    ann.getByTestId("meeting").waitFor();
    Chromium.await(ann, CONNECTED);
    Chromium.await(ann, SEES, List.of("Bob", 30));
    bob.evaluate("witness.forget()");
    Chromium.await(bob, SEES, List.of("Ann", 30));

    assertThat(ann.evaluate(PID)).isEqualTo(pid);
    assertThat(bob.evaluate("plenumRoom.count")).isEqualTo(2);
    assertThat(bob.evaluate("witness.departed.length")).isEqualTo(0);
    ann.context().close();
    bob.context().close();
  }
}
