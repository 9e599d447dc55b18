package dev.plenum.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One table of what {@link Results} wrote, a scenario a line. */
@Command(
    name = "table",
    mixinStandardHelpOptions = true,
    description = "Prints the figures of several results side by side, as Markdown.")
final class TableCommand implements Callable<Integer> {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("packets/s", "packetsOut", "%,.0f"),
          new Column("CPU µs a packet", "cpuMicros", "%.1f"),
          new Column("user", "cpuUserMicros", "%.1f"),
          new Column("system", "cpuSystemMicros", "%.1f"),
          new Column("lost %", "lostShare", "%.3f"),
          new Column("latency p50 ms", "latencyP50Millis", "%.2f"),
          new Column("p99", "latencyP99Millis", "%.1f"),
          new Column("p99.9", "latencyP999Millis", "%.1f"),
          new Column("memory KB a person", "memory", "%,.0f"),
          new Column("joins/s", "joinsPerSecond", "%.0f"),
          new Column("CPU ms a join", "joinMillis", "%.1f"),
          new Column("CPU µs a person a second", "personMicros", "%,.0f"));

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Results.")
  private List<Path> files = List.of();

  TableCommand() {}

  /**
   * A figure.
   *
   * @param key in the result; one without it shows a dash
   */
  private record Column(String title, String key, String format) {

    String cell(JsonNode figures) {
      JsonNode value = figures.path(key);
      return value.isNumber() ? format.formatted(value.asDouble()) : "-";
    }
  }

  @Override
  public Integer call() throws IOException {
    List<JsonNode> results = new ArrayList<>();
    for (Path file : files) {
      results.add(new ObjectMapper().readTree(file.toFile()));
    }
    lines(results).forEach(System.out::println);
    return 0;
  }

  /** The table's lines, its head first. */
  static List<String> lines(List<JsonNode> results) {
    List<String> lines = new ArrayList<>();
    List<String> titles = COLUMNS.stream().map(Column::title).toList();
    lines.add(line("scenario", titles));
    lines.add(line("---", titles.stream().map(_ -> "---").toList()));
    for (JsonNode result : results) {
      JsonNode figures = result.path("figures");
      lines.add(
          line(
              result.path("scenario").asText(),
              COLUMNS.stream().map(column -> column.cell(figures)).toList()));
    }
    return lines;
  }

  private static String line(String first, List<String> cells) {
    return "| " + first + " | " + String.join(" | ", cells) + " |";
  }
}
