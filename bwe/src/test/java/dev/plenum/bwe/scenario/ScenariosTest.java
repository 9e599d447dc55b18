package dev.plenum.bwe.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of all scenarios, a test for each figure and seed. */
class ScenariosTest {
  static Stream<Row> rows() {
    return Row.of(Case.all());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void shouldHold(Row row) {
    assertThat(row.figure()).matches(Figure::held, "held");
  }
}
