package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  @Test
  void shouldCompareWithinEachTurn() {
    List<String> lines =
        Comparison.lines(
            List.of(
                result(Software.PLENUM, 10),
                result(Software.JANUS, 40),
                result(Software.PLENUM, 20),
                result(Software.JANUS, 60),
                result(Software.PLENUM, 12),
                result(Software.JANUS, 24)));

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).startsWith("| class-9 | packets/s |").endsWith("Plenum's |");
    assertThat(lines.get(2)).startsWith("| Plenum | - | 12.0 (10.0–20.0) |").endsWith("| 1 |");
    assertThat(lines.get(3))
        .startsWith("| Janus, as installed | - | 40.0 (24.0–60.0) |")
        .endsWith("| 3.00 (2.00–4.00) |");
  }

  @Test
  void shouldTakeTheMiddleOfTwo() {
    assertThat(Comparison.Range.of(4, 1)).isEqualTo(new Comparison.Range(2.5, 1, 4));
  }

  private static JsonNode result(Software software, double cpuMicros) {
    Environment here = new Environment("cpu", 2, "6.1", "25", "abc");
    List<Figure> figures = List.of(new Figure("cpuMicros", "label", cpuMicros, "%.1f"));
    Results results = new Results(Path.of(""), here);
    return results.json("class-9", software, "options", figures, Instant.EPOCH);
  }
}
