package dev.plenum.bwe.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of RFC 8867's cases, a test for each figure and seed. */
class Rfc8867Test {
  static Stream<Row> rows() {
    return Row.of(Rfc8867Scenarios.cases());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void shouldHold(Row row) {
    assertThat(row.figure()).matches(Figure::held, "held");
  }
}
