package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerFiguresTest {
  private static final String STAT =
      "4711 (java (odd) name) S 1 2 3 4 5 6 7 8 9 10 250 50 11 12 20 0 40 0 13 14 15";

  @Test
  void shouldReadCpuTimeAndMetrics() {
    ServerFigures figures =
        ServerFigures.of(
            STAT,
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
        ServerFigures.of(STAT, "plenum_packets_dropped_total{reason=\"replayed\"} 3.0\n");
    ServerFigures after =
        ServerFigures.of(
            STAT.replace("250", "300"),
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
