package dev.plenum.signaling.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.signaling.RecordingMediaNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeMetricsTest {

  private static final int MOST_SERIES = 1_000;

  private final NodeMetrics metrics = new NodeMetrics(new RecordingMediaNode(), "1.2.3");

  @Test
  void shouldNameEveryMeterAsTheProtocolSays() {
    metrics.rooms(() -> 4);
    metrics.participants("connected", () -> 30);
    metrics.participants("reconnecting", () -> 2);
    metrics.joined("ok", 12_000_000);
    metrics.joined("room-full", 1_000_000);
    assertThat(metrics.scrape().lines())
        .contains(
            "plenum_rooms 4.0",
            "plenum_participants{state=\"connected\"} 30.0",
            "plenum_participants{state=\"reconnecting\"} 2.0",
            "plenum_joins_total{result=\"ok\"} 1.0",
            "plenum_joins_total{result=\"room-full\"} 1.0",
            "plenum_join_duration_seconds_bucket{le=\"0.02\"} 2",
            "plenum_join_duration_seconds_count 2",
            "plenum_packets_total{direction=\"in\",kind=\"video\"} 1.0",
            "plenum_packets_total{direction=\"out\",kind=\"audio\"} 10.0",
            "plenum_bytes_total{direction=\"out\",kind=\"video\"} 11000.0",
            "plenum_packets_dropped_total{reason=\"stun-malformed\"} 3.0",
            "plenum_forward_delay_seconds_bucket{le=\"1.0E-6\"} 0",
            "plenum_forward_delay_seconds_bucket{le=\"8.0E-6\"} 6",
            "plenum_forward_delay_seconds_bucket{le=\"+Inf\"} 276",
            "plenum_forward_delay_seconds_count 276",
            "plenum_loop_lag_seconds{loop=\"1\"} 0.0015",
            "plenum_key_frame_requests_total 77.0",
            "plenum_packets_restored_total 33.0",
            "plenum_handshakes_total{result=\"timeout\"} 41.0",
            "plenum_handshakes_total{result=\"fingerprint-mismatch\"} 42.0",
            "plenum_commands_refused_total 5.0")
        .anyMatch(
            line ->
                line.startsWith("plenum_build_info{")
                    && line.contains("version=\"1.2.3\"")
                    && line.contains("srtp=\"jce\"")
                    && line.contains("jvm=\""));
  }

  @Test
  void shouldStayBelowAThousandSeries() {
    List<String> series = metrics.scrape().lines().filter(line -> !line.startsWith("#")).toList();
    assertThat(series).hasSizeBetween(60, MOST_SERIES).anyMatch(line -> line.startsWith("jvm_"));
  }
}
