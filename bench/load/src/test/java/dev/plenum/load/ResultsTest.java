package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  private static final Environment HERE = new Environment("cpu", 2, "6.1", "25", "abc");
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path directory;

  @Test
  void shouldWriteFiguresAndWhereTheyAreFrom() throws Exception {
    List<Figure> figures = List.of(new Figure("cpuMicros", "CPU a packet", 4.25, "%.1f µs"));

    Path file =
        new Results(directory.resolve("load"), HERE)
            .write("class-9", Software.JANUS, "x", figures, AT);

    JsonNode report = new ObjectMapper().readTree(file.toFile());
    assertThat(file.getFileName()).hasToString("class-9-janus-20260102-030405.json");
    assertThat(report.at("/figures/cpuMicros").asDouble()).isEqualTo(4.25);
    assertThat(report.at("/scenario").asText()).isEqualTo("class-9");
    assertThat(report.at("/software").asText()).isEqualTo("janus");
    assertThat(report.at("/at").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(report.at("/environment/commit").asText()).isEqualTo("abc");
    assertThat(report.at("/environment/cores").asInt()).isEqualTo(2);
  }

  @Test
  void shouldPrintFiguresWithTheirUnits() {
    assertThat(new Figure("cpuMicros", "CPU a packet", 4.26, "%.1f µs")).hasToString("4.3 µs");
  }
}
