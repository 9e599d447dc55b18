package dev.plenum.signaling.rest;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next give it as {@code after} to get what follows; null at the end
 */
record Page<V>(List<V> items, @Nullable String next) {

  /**
   * Cuts a page out of a collection in the order of its keys, so that what comes and goes between
   * two pages neither hides nor repeats anything else.
   */
  static <T, V> Page<V> of(
      Collection<T> all, Function<T, String> key, Exchange exchange, Function<T, V> view) {
    int limit = exchange.limit();
    List<T> rest =
        all.stream()
            .filter(item -> key.apply(item).compareTo(exchange.after()) > 0)
            .sorted(Comparator.comparing(key))
            .limit(limit + 1L)
            .toList();
    List<T> items = rest.size() > limit ? rest.subList(0, limit) : rest;
    String next = rest.size() > limit ? key.apply(items.getLast()) : null;
    return new Page<>(items.stream().map(view).toList(), next);
  }
}
