package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessFiguresTest {
  private static final String STAT =
      "4711 (java (odd) name) S 1 2 3 4 5 6 7 8 9 10 250 50 11 12 20 0 40 0 13 14 1000 15";

  @Test
  void shouldReadCpuTimeAndMemory() {
    ProcessFigures figures = ProcessFigures.of(STAT);

    assertThat(figures.userMillis()).isEqualTo(2_500);
    assertThat(figures.systemMillis()).isEqualTo(500);
    assertThat(figures.cpuMillis()).isEqualTo(3_000);
    assertThat(figures.residentBytes()).isEqualTo(4_096_000);
  }

  @Test
  void shouldTellWhatHasComeSince() {
    ProcessFigures after = ProcessFigures.of(STAT.replace("250", "300").replace("1000", "900"));

    ProcessFigures more = after.since(ProcessFigures.of(STAT));

    assertThat(more).isEqualTo(new ProcessFigures(500, 0, -409_600));
  }

  @Test
  void shouldReadThisProcess() throws Exception {
    ProcessFigures own = ProcessFigures.read(ProcessHandle.current().pid());

    assertThat(own.residentBytes()).isGreaterThan(10_000_000);
    assertThat(own.cpuMillis()).isPositive();
  }
}
