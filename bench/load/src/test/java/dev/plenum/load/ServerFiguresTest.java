package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerFiguresTest {
  private static final ProcessFigures PROCESS = new ProcessFigures(2_500, 500, 1);

  @Test
  void shouldReadMetrics() {
    ServerFigures figures =
        ServerFigures.of(
            PROCESS,
            """
            # TYPE plenum_packets_total counter
            plenum_packets_total{direction="in",kind="video"} 7.0
            plenum_packets_total{direction="out",kind="audio"} 20.0
            plenum_packets_total{direction="out",kind="video"} 1.2E3
            plenum_packets_total{direction="out",kind="padding"} 9.0
            plenum_packets_dropped_total{reason="queue-too-long"} 3.0
            plenum_packets_dropped_total{reason="replayed"} 0.0
            """);

    assertThat(figures.cpuMillis()).isEqualTo(3_000);
    assertThat(figures.packetsOut()).isEqualTo(1_220);
    assertThat(figures.drops())
        .containsOnlyKeys("queue-too-long")
        .containsEntry("queue-too-long", 3L);
  }

  @Test
  void shouldTellWhatHasComeSince() {
    ServerFigures before =
        ServerFigures.of(PROCESS, "plenum_packets_dropped_total{reason=\"replayed\"} 3.0\n");
    ServerFigures after =
        ServerFigures.of(
            new ProcessFigures(3_000, 500, 1),
            """
            plenum_packets_total{direction="out",kind="audio"} 20.0
            plenum_packets_dropped_total{reason="replayed"} 3.0
            plenum_packets_dropped_total{reason="not-watched"} 5.0
            """);

    ServerFigures more = after.since(before);

    assertThat(more.cpuMillis()).isEqualTo(500);
    assertThat(more.packetsOut()).isEqualTo(20);
    assertThat(more.drops()).containsOnlyKeys("not-watched").containsEntry("not-watched", 5L);
  }
}
