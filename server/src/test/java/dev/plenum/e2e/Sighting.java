package dev.plenum.e2e;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A frame of somebody else's that was presented on a page, as witness.js noted it.
 *
 * @param name what stands over it
 * @param person whom the picture itself names, -1 if it is no {@link NumberedPictures numbered} one
 * @param counter its number
 * @param atMs when it was presented, by the page's clock
 */
record Sighting(String name, int person, int counter, double atMs) {

  /** All numbered pictures that a page has shown so far. */
  static List<Sighting> on(Page page) {
    List<?> frames =
        (List<?>)
            page.evaluate(
                "witness.frames.map(({name, person, counter, atMs}) => ({name, person, counter,"
                    + " atMs}))");
    return frames.stream()
        .map(frame -> (Map<?, ?>) frame)
        .map(
            frame ->
                new Sighting(
                    String.valueOf(frame.get("name")),
                    number(frame.get("person")).intValue(),
                    number(frame.get("counter")).intValue(),
                    number(frame.get("atMs")).doubleValue()))
        .filter(sighting -> sighting.person() >= 0)
        .toList();
  }

  private static Number number(@Nullable Object value) {
    return (Number) Objects.requireNonNull(value);
  }
}
