package dev.plenum.bwe.scenario;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** One figure of one case, as one seed gave it. */
record Row(String caseName, long seed, Figure figure) {
  static Stream<Row> of(List<Case> cases) {
    return cases.stream()
        .flatMap(
            each -> LongStream.rangeClosed(1, Case.SEEDS).boxed().flatMap(seed -> of(each, seed)));
  }

  private static Stream<Row> of(Case each, long seed) {
    return each.run().apply(seed).figures().stream()
        .map(figure -> new Row(each.name(), seed, figure));
  }

  @Override
  public String toString() {
    return "%s, seed %d: %s %s (%s)"
        .formatted(caseName, seed, figure.what(), figure.target(), figure.measured());
  }
}
