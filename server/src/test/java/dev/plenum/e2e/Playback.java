package dev.plenum.e2e;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows of others' cameras, as playback.js writes it down; times are of the page's
 * clock.
 */
record Playback(Page page) {

  /**
   * Half of a film's 15 frames a second may be left out; who sees a pause of this length notices.
   */
  private static final int STALL_MS = 400;

  /** Pictures are whole when this long nothing was amiss. */
  private static final int WHOLE_MS = 2_000;

  /** Waits until frames of a height are shown. */
  void await(int height) {
    Chromium.await(page, "height => playback.frames.at(-1)?.height === height", height);
  }

  /**
   * Waits until all pictures of others have had this height, without a pause, for two seconds.
   *
   * @return how long it was until those began, infinite if they did not in the given time
   */
  double awaitWhole(int height, int patienceMs) {
    double sinceMs = nowMs();
    Chromium.await(
        page,
        "([height, span, pause, until]) =>"
            + " playback.isWhole(height, span, pause) || performance.now() > until",
        List.of(height, WHOLE_MS, STALL_MS, sinceMs + patienceMs));
    double endMs = nowMs();
    return endMs - sinceMs > patienceMs
        ? Double.POSITIVE_INFINITY
        : Math.max(0, endMs - sinceMs - WHOLE_MS);
  }

  /** Lets time pass in the page. */
  void pass(int ms) {
    Chromium.await(page, "until => performance.now() >= until", nowMs() + ms);
  }

  double nowMs() {
    return number("performance.now()", null);
  }

  /** How long after a time the first frame of such a height was shown; infinite if none was. */
  double firstMs(double sinceMs, int leastHeight, int mostHeight) {
    return number(
        "([since, least, most]) => playback.firstMs(since, least, most)",
        List.of(sinceMs, leastHeight, mostHeight));
  }

  /** The height of the smallest frame since a time. */
  int leastHeight(double sinceMs) {
    return (int) number("since => playback.leastHeight(since)", sinceMs);
  }

  /** How long somebody's picture has stood still since a time, in pauses that are noticed. */
  double stalledMs(String name, double sinceMs) {
    return number(
        "([name, since, pause]) => playback.stalledMs(name, since, pause)",
        List.of(name, sinceMs, STALL_MS));
  }

  /** The median height of somebody's pictures since a time, 0 if there were none. */
  int medianHeight(String name, double sinceMs) {
    return (int)
        number("([name, since]) => playback.medianHeight(name, since)", List.of(name, sinceMs));
  }

  Sound sound() {
    Map<?, ?> sound = (Map<?, ?>) page.evaluate("playback.sound()");
    return new Sound(number(sound.get("played")), number(sound.get("madeUp")));
  }

  private double number(String expression, @Nullable Object argument) {
    return number(page.evaluate(expression, argument));
  }

  private static double number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).doubleValue();
  }
}
