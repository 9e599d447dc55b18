package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCommandTest {

  @Test
  void shouldPrintOneScenarioALine() {
    JsonNode busy = result("class-9", "packetsOut", 17_020.4);
    JsonNode idle = result("idle-9", "personMicros", 120);

    List<String> lines = TableCommand.lines(List.of(busy, idle));

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).startsWith("| scenario | server | packets/s | CPU µs a packet |");
    assertThat(lines.get(1)).startsWith("| --- | --- |");
    assertThat(lines.get(2)).startsWith("| class-9 | Plenum | 17,020 | - |");
    assertThat(lines.get(3)).startsWith("| idle-9 | Plenum | - |").endsWith("| 120 | - |");
  }

  private static JsonNode result(String scenario, String key, double value) {
    Environment here = new Environment("cpu", 2, "6.1", "25", "abc");
    List<Figure> figures = List.of(new Figure(key, "label", value, "%.1f"));
    return new Results(Path.of(""), here)
        .json(scenario, Software.PLENUM, "options", figures, Instant.EPOCH);
  }
}
