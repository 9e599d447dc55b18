package dev.plenum.bwe.testkit;

import static dev.plenum.bwe.testkit.Units.kbps;
import static dev.plenum.bwe.testkit.Units.mbps;
import static dev.plenum.bwe.testkit.Units.millis;
import static dev.plenum.bwe.testkit.Units.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathTest {
  private final Simulation simulation = new Simulation(1);
  private final Bottleneck bottleneck = new Bottleneck(simulation, mbps(1));
  private final Path path = new Path(simulation, bottleneck).oneWay(millis(50));
  private final List<Long> arrivals = new ArrayList<>();

  @Test
  void shouldSendOnePacketAfterTheOtherAtTheCapacity() {
    send(3, 1_250);

    simulation.runUntil(seconds(1));

    assertThat(arrivals).containsExactly(millis(60), millis(70), millis(80));
  }

  @Test
  void shouldSendTheRestOfAPacketAtTheNewCapacity() {
    send(1, 1_250);
    bottleneck.capacityAt(millis(5), kbps(500));

    simulation.runUntil(seconds(1));

    assertThat(arrivals).containsExactly(millis(65));
  }

  @Test
  void shouldDropWhatTheQueueCannotHoldInTime() {
    bottleneck.queueNanos(millis(35));
    send(10, 1_250);

    simulation.runUntil(seconds(1));

    assertThat(arrivals).hasSize(3);
    assertThat(path.trace().selfInflictedLoss(0, seconds(1))).isEqualTo(0.7);
  }

  @Test
  void shouldDropWhatTheQueueCannotHoldInBytes() {
    bottleneck.queueBytes(5_000);
    send(10, 1_250);

    simulation.runUntil(seconds(1));

    assertThat(arrivals).hasSize(5);
  }

  @Test
  void shouldTellTheQueueOverTime() {
    send(3, 1_250);

    simulation.runUntil(seconds(1));

    assertThat(bottleneck.queueMillis().at(0)).isEqualTo(30);
    assertThat(bottleneck.queueMillis().at(millis(10))).isEqualTo(20);
    assertThat(bottleneck.queueMillis().first(0, queued -> queued == 0)).isEqualTo(millis(30));
    assertThat(path.trace().waitMillis().percentile(100)).isEqualTo(20);
  }

  @Test
  void shouldJitterWithinItsBoundsWithoutReordering() {
    path.jitter(millis(30));
    List<Long> delays = new ArrayList<>();
    simulation.every(
        millis(20),
        () -> {
          long sent = simulation.nowNanos();
          path.send(125, () -> delays.add(simulation.nowNanos() - sent));
        });

    simulation.runUntil(seconds(100));

    assertThat(delays).allMatch(delay -> delay >= millis(51) && delay <= millis(81));
    assertThat(delays.stream().mapToLong(Long::longValue).average().orElseThrow())
        .isCloseTo((double) millis(66), within((double) millis(0.5)));
    assertThat(delays).anyMatch(delay -> delay < millis(55)).anyMatch(delay -> delay > millis(77));
  }

  @Test
  void shouldLetPacketsOvertakeEachOtherIfToldTo() {
    path.overtaking(millis(100));
    List<Long> sentOfArrived = new ArrayList<>();
    List<Long> delays = new ArrayList<>();
    simulation.every(
        millis(20),
        () -> {
          long sent = simulation.nowNanos();
          path.send(
              125,
              () -> {
                sentOfArrived.add(sent);
                delays.add(simulation.nowNanos() - sent);
              });
        });

    simulation.runUntil(seconds(100));

    assertThat(sentOfArrived.stream().sorted().toList()).isNotEqualTo(sentOfArrived);
    assertThat(delays).allMatch(delay -> delay >= millis(51) && delay <= millis(151));
    assertThat(delays.stream().mapToLong(Long::longValue).average().orElseThrow())
        .isCloseTo((double) millis(101), within((double) millis(2)));
  }

  @Test
  void shouldLosePacketsInBursts() {
    Loss bursty = Loss.bursty(0.1, 5);
    Random random = new Random(1);
    int lost = 0;
    int bursts = 0;
    boolean before = false;
    for (int i = 0; i < 200_000; i++) {
      boolean loses = bursty.loses(random);
      lost += loses ? 1 : 0;
      bursts += loses && !before ? 1 : 0;
      before = loses;
    }

    assertThat(lost / 200_000.0).isCloseTo(0.1, within(0.01));
    assertThat((double) lost / bursts).isCloseTo(5, within(0.2));
  }

  @Test
  void shouldTellChanceFromTheQueue() {
    path.loss(Loss.random(0.25));
    simulation.every(millis(20), () -> path.send(125, () -> {}));

    simulation.runUntil(seconds(100));

    assertThat(path.trace().loss(0, seconds(100))).isCloseTo(0.25, within(0.02));
    assertThat(path.trace().selfInflictedLoss(0, seconds(100))).isZero();
  }

  private void send(int packets, int bytes) {
    for (int i = 0; i < packets; i++) {
      path.send(bytes, () -> arrivals.add(simulation.elapsedNanos()));
    }
  }
}
