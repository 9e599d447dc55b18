package dev.plenum.load;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.load.Rush.Newcomer;
import dev.plenum.load.RushReport.Quiet;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RushReportTest {
  private static final List<Newcomer> TWO = List.of(newcomer(0, 10, 40), newcomer(250, 270, 500));

  /** Of half a core for four seconds, meetings took a quarter of a core. */
  private static final RushReport REPORT =
      new RushReport(
          "round 1",
          3,
          TWO,
          4,
          new ServerFigures(new ProcessFigures(1_500, 500, 0), 0, Map.of()),
          new ProcessFigures(300, 100, 0),
          new Quiet(0.25, latencies(1_000)),
          latencies(2_500));

  @Test
  void shouldCountUntilTheLastIsConnected() {
    assertThat(REPORT.connectingSeconds()).isEqualTo(0.5);
    assertThat(value(REPORT, "joins a second")).isEqualTo("4.0");
    assertThat(value(REPORT, "who did not get in")).isEqualTo("1");
  }

  @Test
  void shouldLeaveOutWhatMeetingsCost() {
    assertThat(REPORT.cpuMillisPerJoin()).isEqualTo(500);
  }

  @Test
  void shouldCompareLatencyWithThatOfQuietMeetings() {
    assertThat(value(REPORT, "as a multiple")).isEqualTo("2.5 / 2.5 / 2.5");
  }

  @Test
  void shouldTellOfNoLatencyWithoutMeetings() {
    RushReport alone =
        new RushReport(
            "fresh",
            2,
            TWO,
            4,
            REPORT.server(),
            REPORT.generator(),
            Quiet.withoutMeetings(),
            new Histogram(3));

    assertThat(value(alone, "as a multiple")).isEqualTo("-");
    assertThat(alone.cpuMillisPerJoin()).isEqualTo(1_000);
  }

  @Test
  void shouldTellOfNobody() {
    RushReport deserted =
        new RushReport(
            "round 2",
            3,
            List.of(),
            4,
            REPORT.server(),
            REPORT.generator(),
            REPORT.quiet(),
            latencies(2_500));

    assertThat(value(deserted, "who did not get in")).isEqualTo("3");
    assertThat(value(deserted, "joins a second")).isEqualTo("NaN");
    assertThat(deserted.summary()).startsWith("round 2: 0 of 3 came");
  }

  private static Newcomer newcomer(long beganMillis, long answeredMillis, long connectedMillis) {
    return new Newcomer(
        MILLISECONDS.toNanos(beganMillis),
        MILLISECONDS.toNanos(answeredMillis),
        MILLISECONDS.toNanos(connectedMillis));
  }

  private static Histogram latencies(long micros) {
    Histogram latencies = new Histogram(3);
    latencies.recordValue(micros);
    return latencies;
  }

  private static String value(RushReport report, String label) {
    return report.rows().stream()
        .filter(row -> row.label().equals(label))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
