package dev.plenum.bwe.probe;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ProbeControllerTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final ProbeController probes = new ProbeController(10_000_000);
  private long now = 50 * SECOND;

  @Test
  void shouldFirstProbeAtThreeAndSixTimesTheStart() {
    probes.start(300_000, now);
    assertThat(next().bps()).isEqualTo(900_000);
    assertThat(next().bps()).isEqualTo(1_800_000);
    assertThat(probes.poll()).isNull();
  }

  @Test
  void shouldGoOnAsLongAsMostOfAProbeIsCarried() {
    started();
    probes.onMeasured(1_700_000, 0, now);
    assertThat(next().bps()).isEqualTo(3_400_000);
    probes.onMeasured(2_000_000, 0, now);
    assertThat(probes.poll()).as("less than 70%").isNull();
  }

  @Test
  void shouldNotWaitLongerThanASecondForAResult() {
    started();
    now += 1_100 * MILLI;
    probes.update(10_000_000, 0, now);
    probes.onMeasured(1_700_000, 0, now);
    assertThat(probes.poll()).isNull();
  }

  @Test
  void shouldProbeEverySecondOrSoWhileMoreIsWanted() {
    started();
    int clusters = 0;
    for (int i = 0; i < 200; i++) {
      now += 100 * MILLI;
      probes.update(1_000_000, 0, now);
      clusters += probes.poll() == null ? 0 : 1;
    }
    assertThat(clusters).isBetween(20, 30);
  }

  @Test
  void shouldProbeSeldomWhileHardlyMoreIsWanted() {
    started();
    probes.demand(1_000_000);
    int clusters = 0;
    for (int i = 0; i < 200; i++) {
      now += 100 * MILLI;
      probes.update(1_000_000, 0, now);
      clusters += probes.poll() == null ? 0 : 1;
    }
    assertThat(clusters).isBetween(3, 5);
  }

  @Test
  void shouldGoNoFurtherThanTwiceTheDemand() {
    probes.demand(500_000);
    probes.start(300_000, now);
    assertThat(next().bps()).isEqualTo(900_000);
    assertThat(next().bps()).isEqualTo(1_000_000);
    now += 10 * SECOND;
    probes.update(1_000_000, 0, now);
    assertThat(probes.poll()).isNull();
  }

  @Test
  void shouldNotProbeForMoreThanIsOfUse() {
    started();
    probes.demand(700_000);
    now += 10 * SECOND;
    probes.update(1_000_000, 0, now);
    assertThat(probes.poll()).isNull();
  }

  @Test
  void shouldGoNoFurtherFromAProbeThatWentAsFarAsItMay() {
    probes.demand(500_000);
    probes.start(300_000, now);
    next();
    next();
    probes.onMeasured(950_000, 0, now);
    assertThat(probes.poll()).isNull();
  }

  @Test
  void shouldStartOnlyWhenMoreIsWanted() {
    probes.demand(0);
    probes.start(300_000, now);
    assertThat(probes.poll()).isNull();
    probes.demand(500_000);
    probes.start(300_000, now);
    assertThat(next().bps()).isEqualTo(900_000);
  }

  @Test
  void shouldLetTroublePassFirst() {
    started();
    now += 10 * SECOND;
    probes.update(1_000_000, 0, now);
    next();
    now += 3 * SECOND;
    probes.defer(now);
    probes.update(1_000_000, 0, now);
    now += SECOND;
    probes.update(1_000_000, 0, now);
    assertThat(probes.poll()).isNotNull();
  }

  @Test
  void shouldProbeLongerThroughJitter() {
    started();
    now += 10 * SECOND;
    probes.update(1_000_000, 5 * MILLI, now);
    ProbeCluster cluster = next();
    double millis = cluster.bytes() * 8e3 / cluster.bps();
    assertThat(millis).isCloseTo(100, within(1.0));
  }

  private void started() {
    probes.start(300_000, now);
    next();
    next();
  }

  private ProbeCluster next() {
    return requireNonNull(probes.poll());
  }
}
