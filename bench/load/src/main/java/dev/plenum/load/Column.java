package dev.plenum.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A figure of results, in a table.
 *
 * @param key in the result; one without it shows a dash
 */
record Column(String title, String key, String format) {
  static final Column CPU = new Column("CPU µs a packet", "cpuMicros", "%.1f");

  /** What a packet costs, and how it gets through. */
  static final List<Column> PACKETS =
      List.of(
          new Column("packets/s", "packetsOut", "%,.0f"),
          CPU,
          new Column("user", "cpuUserMicros", "%.1f"),
          new Column("system", "cpuSystemMicros", "%.1f"),
          new Column("lost %", "lostShare", "%.3f"),
          new Column("latency p50 ms", "latencyP50Millis", "%.2f"),
          new Column("p99", "latencyP99Millis", "%.1f"),
          new Column("p99.9", "latencyP999Millis", "%.1f"));

  /** How people come in, and what somebody costs. */
  static final List<Column> PEOPLE =
      List.of(
          new Column("resident KB a person", "memory", "%,.0f"),
          new Column("live KB a person", "liveMemory", "%,.0f"),
          new Column("joins/s", "joinsPerSecond", "%.0f"),
          new Column("answer p95 ms", "answerP95Millis", "%,.0f"),
          new Column("first picture p50 ms", "pictureP50Millis", "%,.0f"),
          new Column("p95", "pictureP95Millis", "%,.0f"),
          new Column("without all", "incomplete", "%,.0f"),
          new Column("CPU ms a join", "joinMillis", "%.1f"),
          new Column("CPU µs a person a second", "personMicros", "%,.0f"));

  /** Not a number where there is none. */
  double value(JsonNode result) {
    JsonNode value = result.path("figures").path(key);
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }

  String cell(double value) {
    return Double.isNaN(value) ? "-" : format.formatted(value);
  }

  String cell(JsonNode result) {
    return cell(value(result));
  }

  /** A line of Markdown. */
  static String line(String first, List<String> cells) {
    return "| " + first + " | " + String.join(" | ", cells) + " |";
  }

  /** The line below a table's head. */
  static String rule(int cells) {
    return "|" + " --- |".repeat(cells + 1);
  }
}
