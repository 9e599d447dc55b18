package dev.plenum.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One table of what {@link Results} wrote, a scenario and server a line. */
@Command(
    name = "table",
    mixinStandardHelpOptions = true,
    description = "Prints the figures of several results side by side, as Markdown.")
final class TableCommand implements Callable<Integer> {
  private static final List<Column> COLUMNS =
      Stream.concat(Column.PACKETS.stream(), Column.PEOPLE.stream()).toList();

  @Mixin private final ResultFiles files = new ResultFiles();

  TableCommand() {}

  @Override
  public Integer call() throws IOException {
    lines(files.read()).forEach(System.out::println);
    return 0;
  }

  /** The table's lines, its head first. */
  static List<String> lines(List<JsonNode> results) {
    List<String> lines = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    titles.add("server");
    COLUMNS.forEach(column -> titles.add(column.title()));
    titles.add("CPU, times Plenum's");
    lines.add(Column.line("scenario", titles));
    lines.add(Column.rule(COLUMNS.size() + 2));
    for (JsonNode result : results) {
      List<String> cells = new ArrayList<>();
      cells.add(Software.of(result).title());
      COLUMNS.forEach(column -> cells.add(column.cell(result)));
      cells.add(ratio(result, results));
      lines.add(Column.line(result.path("scenario").asText(), cells));
    }
    return lines;
  }

  /** To Plenum with the same scenario, if it was played. */
  private static String ratio(JsonNode result, List<JsonNode> results) {
    Optional<JsonNode> plenum =
        results.stream()
            .filter(one -> Software.of(one) == Software.PLENUM)
            .filter(one -> one.path("scenario").equals(result.path("scenario")))
            .findFirst();
    double times =
        plenum.map(one -> Column.CPU.value(result) / Column.CPU.value(one)).orElse(Double.NaN);
    return Double.isNaN(times) ? "-" : "%.2f".formatted(times);
  }
}
