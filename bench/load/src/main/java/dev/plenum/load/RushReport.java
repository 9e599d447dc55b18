package dev.plenum.load;

import dev.plenum.load.Rush.Newcomer;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What a {@link Rush} came to.
 *
 * @param title for people
 * @param invited who wanted to come
 * @param newcomers who did
 * @param seconds from the first one's beginning until everybody had left
 * @param server its figures in that time
 * @param generator our own figures in that time
 * @param quiet what meetings cost and their packets' latency before, without anybody coming
 * @param latencyMicros of the meetings' packets while people came
 */
record RushReport(
    String title,
    int invited,
    List<Newcomer> newcomers,
    double seconds,
    ServerFigures server,
    ProcessFigures generator,
    Quiet quiet,
    Histogram latencyMicros) {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS_PER_MILLI = 1e3;

  /**
   * Meetings while nobody comes.
   *
   * @param cores the server's CPU time in a second
   * @param latencyMicros of their packets
   */
  record Quiet(double cores, Histogram latencyMicros) {
    private static final int DIGITS = 3;

    /** There are none. */
    static Quiet withoutMeetings() {
      return new Quiet(0, new Histogram(DIGITS));
    }
  }

  /** From when the first one was to begin until the last one was connected; NaN with nobody in. */
  double connectingSeconds() {
    if (newcomers.isEmpty()) {
      return Double.NaN;
    }
    long first = newcomers.stream().mapToLong(Newcomer::beganNanos).min().orElseThrow();
    long last = newcomers.stream().mapToLong(Newcomer::connectedNanos).max().orElseThrow();
    return (last - first) / NANOS_PER_SECOND;
  }

  /** The server's, for coming, being there and leaving, without what meetings cost meanwhile. */
  double cpuMillisPerJoin() {
    return (server.cpuMillis() - quiet.cores() * seconds * 1e3) / newcomers.size();
  }

  /** In one line, while the rest is still to come. */
  String summary() {
    return "%s: %d of %d came in %.1f s, %.2f ms a join"
        .formatted(title, newcomers.size(), invited, connectingSeconds(), cpuMillisPerJoin());
  }

  /** For people, in the same order always. */
  List<Row> rows() {
    Spread answers =
        new Spread(newcomers.stream().mapToLong(one -> one.answeredNanos() - one.beganNanos()));
    Spread connected =
        new Spread(newcomers.stream().mapToLong(one -> one.connectedNanos() - one.beganNanos()));
    return List.of(
        new Row("", title),
        new Row("who came", Integer.toString(invited)),
        new Row("who did not get in", Integer.toString(invited - newcomers.size())),
        new Row("joins a second", "%.1f".formatted(newcomers.size() / connectingSeconds())),
        new Row("answered after: p50 / p95 / most", answers.toString()),
        new Row("connected after: p50 / p95 / most", connected.toString()),
        new Row("until the last was connected", "%.2f s".formatted(connectingSeconds())),
        new Row("server: CPU a join", "%.2f ms".formatted(cpuMillisPerJoin())),
        new Row("generator: CPU a join", "%.2f ms".formatted(generatorMillisPerJoin())),
        new Row("meetings' latency: p50 / p99 / p99.9", latency(latencyMicros)),
        new Row("the same without anybody coming", latency(quiet.latencyMicros())),
        new Row("as a multiple", multiples()),
        new Row("server: drops", server.drops().toString()));
  }

  private double generatorMillisPerJoin() {
    return (double) generator.cpuMillis() / newcomers.size();
  }

  private static String latency(Histogram micros) {
    if (micros.getTotalCount() == 0) {
      return "-";
    }
    return "%.2f / %.1f / %.1f ms"
        .formatted(
            micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
            micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
            micros.getValueAtPercentile(99.9) / MICROS_PER_MILLI);
  }

  private String multiples() {
    if (latencyMicros.getTotalCount() == 0) {
      return "-";
    }
    return "%.1f / %.1f / %.1f".formatted(multiple(50), multiple(99), multiple(99.9));
  }

  private double multiple(double percentile) {
    return (double) latencyMicros.getValueAtPercentile(percentile)
        / quiet.latencyMicros().getValueAtPercentile(percentile);
  }
}
