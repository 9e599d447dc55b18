package dev.plenum.bwe.testkit;

import static dev.plenum.bwe.testkit.Units.mbps;
import static dev.plenum.bwe.testkit.Units.millis;
import static dev.plenum.bwe.testkit.Units.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TcpFlowTest {
  private final Simulation simulation = new Simulation(1);
  private final Bottleneck there = new Bottleneck(simulation, mbps(2)).queueNanos(millis(200));
  private final Bottleneck back = new Bottleneck(simulation, mbps(100));

  @Test
  void shouldFillALinkAndItsQueue() {
    TcpFlow flow = new TcpFlow(simulation, path(there), path(back));

    simulation.runUntil(seconds(60));

    assertThat(flow.trace().receivedBps(seconds(5), seconds(60))).isBetween(1.9e6, 2.0e6);
    assertThat(there.queueMillis().max(seconds(5), seconds(60))).isBetween(190.0, 200.0);
    assertThat(flow.trace().loss(seconds(5), seconds(60))).isBetween(0.0001, 0.02);
  }

  @Test
  void shouldShareWithItsLike() {
    TcpFlow one = new TcpFlow(simulation, path(there), path(back));
    simulation.runUntil(seconds(10));
    TcpFlow other = new TcpFlow(simulation, path(there), path(back));

    simulation.runUntil(seconds(130));

    double share =
        one.trace().receivedBps(seconds(30), seconds(130))
            / other.trace().receivedBps(seconds(30), seconds(130));
    assertThat(share).isBetween(0.5, 2.0);
  }

  @Test
  void shouldBeLimitedByChanceAsTheSquareRootLawSays() {
    there.capacity(mbps(100));
    TcpFlow flow = new TcpFlow(simulation, path(there).loss(Loss.random(0.01)), path(back));

    simulation.runUntil(seconds(120));

    double expected = 1500 * 8 / 0.1 * Math.sqrt(1.5 / 0.01);
    assertThat(flow.trace().receivedBps(seconds(5), seconds(120)))
        .isCloseTo(expected, within(0.35 * expected));
  }

  @Test
  void shouldSendAFileAndSayWhenItIsDone() {
    long[] doneNanos = {0};
    new TcpFlow(
        simulation,
        path(there),
        path(back),
        250_000,
        () -> doneNanos[0] = simulation.elapsedNanos());

    simulation.runUntil(seconds(10));

    assertThat(doneNanos[0]).isBetween(seconds(1), seconds(2));
  }

  @Test
  void shouldComeBackAfterTheLinkWasGone() {
    boolean[] gone = {false};
    Path path = path(there).loss(random -> gone[0]);
    TcpFlow flow = new TcpFlow(simulation, path, path(back));
    simulation.at(seconds(5), () -> gone[0] = true);
    simulation.at(seconds(7), () -> gone[0] = false);

    simulation.runUntil(seconds(20));

    assertThat(flow.trace().receivedBps(seconds(6), seconds(7))).isZero();
    assertThat(flow.trace().receivedBps(seconds(12), seconds(20))).isGreaterThan(1.5e6);
  }

  @Test
  void shouldPauseBetweenShortFlows() {
    FlowTrace trace = new FlowTrace();
    new ShortTcpFlows(simulation, () -> path(there).trace(trace), () -> path(back), true);

    simulation.runUntil(seconds(300));

    int idle = 0;
    for (int second = 0; second < 300; second++) {
      idle += trace.receivedBps(seconds(second), seconds(second + 1)) == 0 ? 1 : 0;
    }
    assertThat(idle).isBetween(150, 290);
  }

  private Path path(Bottleneck bottleneck) {
    return new Path(simulation, bottleneck).oneWay(millis(50));
  }
}
