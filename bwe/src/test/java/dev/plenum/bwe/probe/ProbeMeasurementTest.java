package dev.plenum.bwe.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProbeMeasurementTest {
  private static final int BYTES = 1_200;

  private final ProbeMeasurement measurement = new ProbeMeasurement();

  @Test
  void shouldMeasureWhatWasSentIfTheNetworkCarriesIt() {
    send(1, 10, 2_000_000, 2_000_000, 0);
    assertThat(measurement.saturated()).isFalse();
    assertThat(measurement.take()).isCloseTo(2_000_000L, within(20_000L));
    assertThat(measurement.take()).as("once").isZero();
  }

  @Test
  void shouldStayBelowTheCapacityThatItFound() {
    send(1, 10, 2_000_000, 1_000_000, 0);
    assertThat(measurement.saturated()).isTrue();
    assertThat(measurement.take()).isCloseTo(950_000L, within(10_000L));
  }

  @Test
  void shouldWaitForMostOfTheCluster() {
    measurement.onCluster(new ProbeCluster(1, 2_000_000, 5, 10 * BYTES));
    for (int i = 0; i < 7; i++) {
      measurement.onPacket(1, BYTES, i * 5_000_000L, i * 5_000_000L);
    }
    assertThat(measurement.take()).isZero();
    measurement.onPacket(1, BYTES, 35_000_000L, 35_000_000L);
    assertThat(measurement.take()).isPositive();
  }

  @Test
  void shouldMeasureThroughJitter() {
    double worst = 0;
    for (int id = 1; id <= 100; id++) {
      send(id, 20, 2_000_000, 2_000_000, 8);
      worst = Math.max(worst, Math.abs(measurement.take() - 2_000_000.0));
    }
    assertThat(worst).isLessThan(400_000);
  }

  @Test
  void shouldBelieveNothingThatArrivesAtOnce() {
    send(1, 10, 2_000_000, 20_000_000, 0);
    assertThat(measurement.take()).isZero();
  }

  @Test
  void shouldIgnorePacketsOfClustersThatItDoesNotKnow() {
    measurement.onPacket(3, BYTES, 0, 0);
    assertThat(measurement.take()).isZero();
  }

  private void send(int id, int packets, double sentBps, double arrivedBps, double jitterMillis) {
    Random random = new Random(id);
    measurement.onCluster(new ProbeCluster(id, (long) sentBps, 5, packets * BYTES));
    for (int i = 0; i < packets; i++) {
      long sent = (long) (i * BYTES * 8e9 / sentBps);
      long jitter = (long) (jitterMillis * 1e6 * random.nextDouble());
      long arrival = (long) (i * BYTES * 8e9 / arrivedBps) + jitter;
      measurement.onPacket(id, BYTES, sent, arrival);
    }
  }
}
