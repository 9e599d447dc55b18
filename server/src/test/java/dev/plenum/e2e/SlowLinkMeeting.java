package dev.plenum.e2e;

import java.nio.file.Path;

/**
 * Three people who all send pictures and see each other; Ann and Bob speak, and Bob's link is the
 * one that gets bad. It is watched from where it hurts: by Bob when what comes to him suffers, by
 * Ann when what he sends does.
 */
final class SlowLinkMeeting implements AutoCloseable {

  private static final int SETTLE_MS = 8_000;
  private static final int RECOVER_MS = 4_000;
  private static final int HEIGHT = 360;

  private final Network network = new Network();
  private final Home slowHome = network.home(Conditions.GOOD);
  private final ServerProcess server;
  private final Chromium ann;
  private final Chromium bob;
  private final Chromium cy;
  private final MeasuredPage annsPage;
  private final MeasuredPage bobsPage;

  /**
   * @param film of their cameras
   * @param flags of the server
   */
  SlowLinkMeeting(Path film, String... flags) {
    server = network.serve(flags);
    ann = network.home(Conditions.GOOD).browse(server, film);
    bob = slowHome.browse(server, film);
    cy = network.home(Conditions.GOOD).browse(server, film);
    annsPage = MeasuredPage.enter(ann, server, "slow", "Ann");
    bobsPage = MeasuredPage.enter(bob, server, "slow", "Bob");
    MeasuredPage cysPage = MeasuredPage.enter(cy, server, "slow", "Cy", "microphone=0");
    for (MeasuredPage page : new MeasuredPage[] {annsPage, bobsPage, cysPage}) {
      page.enlargeTiles(HEIGHT);
      page.awaitFrames(60);
    }
  }

  /** Makes Bob's link bad, measures when things have settled, and makes it good again. */
  Stalls measure(SlowLink link, int seconds) {
    link.befall(slowHome);
    Playback playback = (link.isUp() ? annsPage : bobsPage).playback();
    playback.pass(SETTLE_MS);
    double sinceMs = playback.nowMs();
    Sound before = playback.sound();
    playback.pass(1_000 * seconds);
    double spentMs = playback.nowMs() - sinceMs;
    double stalledMs =
        link.isUp()
            ? playback.stalledMs("Bob", sinceMs)
            : (playback.stalledMs("Ann", sinceMs) + playback.stalledMs("Cy", sinceMs)) / 2;
    Stalls stalls =
        new Stalls(
            stalledMs / spentMs,
            playback.sound().madeUpSince(before),
            playback.medianHeight(link.isUp() ? "Bob" : "Ann", sinceMs));
    slowHome.down(Conditions.GOOD);
    slowHome.up(Conditions.GOOD);
    playback.pass(RECOVER_MS);
    return stalls;
  }

  @Override
  public void close() {
    cy.close();
    bob.close();
    ann.close();
    server.close();
    network.close();
  }
}
