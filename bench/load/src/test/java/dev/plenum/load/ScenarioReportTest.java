package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ScenarioReportTest {
  private static final ServerFigures JOINING =
      new ServerFigures(new ProcessFigures(500, 100, 0), 10_000, Map.of());
  private static final Spread NONE = new Spread(LongStream.empty());
  private static final Coming COMING = new Coming(11, 10, 9, 40, NONE, NONE, JOINING);

  @Test
  void shouldDivideCpuByWhatTheServerSent() {
    Map<String, Figure> figures = figures(100_000);

    assertThat(value(figures, "packetsOut")).isEqualTo(20_000);
    assertThat(value(figures, "packetsCame")).isEqualTo(19_980);
    assertThat(value(figures, "cpuMicros")).isEqualTo(20);
    assertThat(value(figures, "cpuUserMicros")).isEqualTo(15);
    assertThat(value(figures, "cpuSystemMicros")).isEqualTo(5);
    assertThat(value(figures, "cores")).isEqualTo(0.4);
    assertThat(value(figures, "generatorMicros")).isEqualTo(5);
  }

  @Test
  void shouldTellLossAsAShare() {
    Map<String, Figure> figures = figures(100_000);

    assertThat(value(figures, "lost")).isEqualTo(100);
    assertThat(value(figures, "lostShare")).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void shouldTellWhatAPersonTakes() {
    Map<String, Figure> figures = figures(100_000);

    assertThat(value(figures, "absent")).isEqualTo(1);
    assertThat(value(figures, "incomplete")).isEqualTo(2);
    assertThat(value(figures, "memory")).isEqualTo(250);
    assertThat(value(figures, "liveMemory")).isEqualTo(40);
    assertThat(value(figures, "otherMemory")).isEqualTo(5);
    assertThat(value(figures, "personMicros")).isEqualTo(40_000);
  }

  @Test
  void shouldLeaveForwardingOutOfJoins() {
    assertThat(value(figures(100_000), "joinMillis")).isEqualTo((600 - 10_000 * 0.02) / 10);
  }

  @Test
  void shouldTellNoCostOfPacketsWhereThereAreNone() {
    assertThat(value(figures(0), "cpuMicros")).isNaN();
    assertThat(value(figures(0), "joinMillis")).isEqualTo(60);
  }

  private static double value(Map<String, Figure> figures, String key) {
    return Objects.requireNonNull(figures.get(key)).value();
  }

  private static Map<String, Figure> figures(long packetsOut) {
    ScenarioReport report =
        new ScenarioReport(
            COMING,
            5,
            new Tally(50_000, 49_900, 3, 100, 0),
            new Inspection.Findings(new Histogram(3), new Histogram(3), 0),
            new ServerFigures(new ProcessFigures(1_500, 500, 0), packetsOut, Map.of()),
            new ProcessFigures(300, 200, 0),
            2_500_000,
            new LiveMemory(400_000, 50_000));
    return report.figures().stream().collect(Collectors.toMap(Figure::key, Function.identity()));
  }
}
