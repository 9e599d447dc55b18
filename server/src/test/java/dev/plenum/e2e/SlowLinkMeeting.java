package dev.plenum.e2e;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Three people who all send pictures and see each other; Ann and Bob speak, and Bob's link is the
 * one that gets bad. It is watched from where it hurts: by Bob when what comes to him suffers, by
 * Ann when what he sends does.
 */
final class SlowLinkMeeting implements AutoCloseable {

  private static final int SETTLE_MS = 8_000;
  private static final int PATIENCE_MS = 40_000;
  private static final int HEIGHT = 360;

  /** The latest first. */
  private final Deque<Runnable> ends = new ArrayDeque<>();

  private final Home slowHome;
  private final Playback anns;
  private final Playback bobs;

  /**
   * @param film of their cameras
   * @param flags of the server
   */
  SlowLinkMeeting(Path film, String... flags) {
    try {
      Network network = new Network();
      ends.push(network::close);
      ServerProcess server = network.serve(flags);
      ends.push(server::close);
      slowHome = network.home(Conditions.GOOD);
      anns = enter(network.home(Conditions.GOOD), server, film, "Ann");
      bobs = enter(slowHome, server, film, "Bob");
      Playback cys = enter(network.home(Conditions.GOOD), server, film, "Cy", "microphone=0");
      for (Playback playback : List.of(anns, bobs, cys)) {
        playback.awaitWhole(HEIGHT, PATIENCE_MS);
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Makes Bob's link bad, measures when things have settled, and makes it good again. */
  Stalls measure(SlowLink link, int seconds) {
    link.befall(slowHome);
    Playback playback = link.isUp() ? anns : bobs;
    List<String> suffering = link.isUp() ? List.of("Bob") : List.of("Ann", "Cy");
    playback.pass(SETTLE_MS);
    double sinceMs = playback.nowMs();
    Sound before = playback.sound();
    playback.pass(1_000 * seconds);
    double spentMs = playback.nowMs() - sinceMs;
    double stalledMs =
        suffering.stream().mapToDouble(name -> playback.stalledMs(name, sinceMs)).sum();
    double madeUp = playback.sound().madeUpSince(before);
    int height = playback.medianHeight(suffering.getFirst(), sinceMs);
    slowHome.down(Conditions.GOOD);
    slowHome.up(Conditions.GOOD);
    double backMs = playback.awaitWhole(HEIGHT, PATIENCE_MS);
    return new Stalls(stalledMs / suffering.size() / spentMs, madeUp, height, backMs / 1_000);
  }

  @Override
  public void close() {
    ends.forEach(Runnable::run);
  }

  private Playback enter(
      Home home, ServerProcess server, Path film, String name, String... options) {
    Chromium browser = home.browse(server, film);
    ends.push(browser::close);
    MeasuredPage page = MeasuredPage.enter(browser, server, "slow", name, options);
    page.enlargeTiles(HEIGHT);
    return page.playback();
  }
}
