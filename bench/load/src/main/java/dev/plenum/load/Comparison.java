package dev.plenum.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One scenario with several servers in turns: the median of each figure, and what a packet costs
 * each as a multiple of what it costs Plenum in the same turn.
 */
final class Comparison {

  private Comparison() {}

  /** The median of several values, and those between which they lie. */
  record Range(double median, double least, double most) {

    static Range of(double... values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int half = sorted.length / 2;
      double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
      return new Range(median, sorted[0], sorted[sorted.length - 1]);
    }
  }

  /**
   * The table's lines, its head first.
   *
   * @param results in the order in which they were measured
   */
  static List<String> lines(List<JsonNode> results) {
    Map<Software, List<JsonNode>> bySoftware = new EnumMap<>(Software.class);
    for (JsonNode result : results) {
      bySoftware.computeIfAbsent(Software.of(result), _ -> new ArrayList<>()).add(result);
    }
    List<String> lines = new ArrayList<>();
    String scenario = results.getFirst().path("scenario").asText();
    Stream<String> titles = Column.PACKETS.stream().map(Column::title);
    lines.add(
        Column.line(scenario, Stream.concat(titles, Stream.of("CPU, times Plenum's")).toList()));
    lines.add(Column.rule(Column.PACKETS.size() + 1));
    List<JsonNode> plenum = bySoftware.getOrDefault(Software.PLENUM, List.of());
    bySoftware.forEach(
        (software, its) -> {
          Stream<String> figures = Column.PACKETS.stream().map(column -> median(column, its));
          String ratio = software == Software.PLENUM ? "1" : ratio(its, plenum);
          lines.add(
              Column.line(software.title(), Stream.concat(figures, Stream.of(ratio)).toList()));
        });
    return lines;
  }

  /** Of what matters most also the spread. */
  private static String median(Column column, List<JsonNode> results) {
    Range range = Range.of(results.stream().mapToDouble(column::value).toArray());
    String median = column.cell(range.median());
    return column.equals(Column.CPU)
        ? "%s (%s–%s)".formatted(median, column.cell(range.least()), column.cell(range.most()))
        : median;
  }

  private static String ratio(List<JsonNode> its, List<JsonNode> plenum) {
    int pairs = Math.min(its.size(), plenum.size());
    if (pairs == 0) {
      return "-";
    }
    Range range =
        Range.of(
            IntStream.range(0, pairs)
                .mapToDouble(i -> Column.CPU.value(its.get(i)) / Column.CPU.value(plenum.get(i)))
                .toArray());
    return "%.2f (%.2f–%.2f)".formatted(range.median(), range.least(), range.most());
  }
}
