package dev.plenum.bwe.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of paths on which packets overtake each other, a test for each figure and seed. */
class OvertakingTest {
  static Stream<Row> rows() {
    return Row.of(OvertakingScenarios.cases());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void shouldHold(Row row) {
    assertThat(row.figure()).matches(Figure::held, "held");
  }
}
