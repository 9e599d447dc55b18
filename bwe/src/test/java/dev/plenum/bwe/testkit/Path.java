package dev.plenum.bwe.testkit;

import java.util.Random;

/**
 * One flow's way in one direction: chance takes some packets, the bottleneck delays and drops, then
 * the distance and its jitter, which reorders only if told to.
 */
public final class Path {
  private final Simulation simulation;
  private final Bottleneck bottleneck;
  private final Random random;
  private FlowTrace trace = new FlowTrace();
  private long oneWayNanos;
  private long jitterNanos;
  private long overtakingNanos;
  private Loss loss = Loss.NONE;
  private long lastArrivalNanos;

  public Path(Simulation simulation, Bottleneck bottleneck) {
    this.simulation = simulation;
    this.bottleneck = bottleneck;
    this.random = simulation.newRandom();
  }

  public Path oneWay(long nanos) {
    oneWayNanos = nanos;
    return this;
  }

  /**
   * Up to this much is added to the distance: a normal distribution around the middle, cut at three
   * standard deviations, without reordering (RFC 8868 §4.5, NR-BPDV).
   */
  public Path jitter(long maxNanos) {
    jitterNanos = maxNanos;
    return this;
  }

  /**
   * Up to this much is added to the distance, evenly spread, for each packet on its own: they
   * overtake each other, as radio links that send again on parallel channels let them.
   */
  public Path overtaking(long maxNanos) {
    overtakingNanos = maxNanos;
    return this;
  }

  public Path loss(Loss loss) {
    this.loss = loss;
    return this;
  }

  public Bottleneck bottleneck() {
    return bottleneck;
  }

  public FlowTrace trace() {
    return trace;
  }

  /** Several paths may write into one trace. */
  public Path trace(FlowTrace shared) {
    trace = shared;
    return this;
  }

  public void send(int bytes, Runnable arrived) {
    trace.sent(bytes, simulation.elapsedNanos());
    if (loss.loses(random)) {
      trace.lost(bytes, simulation.elapsedNanos());
      return;
    }
    bottleneck.send(bytes, trace, () -> travel(bytes, arrived));
  }

  private void travel(int bytes, Runnable arrived) {
    long inOrder = simulation.nowNanos() + oneWayNanos + jitter();
    lastArrivalNanos = Math.max(lastArrivalNanos, inOrder);
    long arrival =
        overtakingNanos == 0 ? lastArrivalNanos : inOrder + random.nextLong(overtakingNanos);
    simulation.after(
        arrival - simulation.nowNanos(),
        () -> {
          trace.received(bytes, simulation.elapsedNanos());
          arrived.run();
        });
  }

  private long jitter() {
    double deviations = Math.clamp(random.nextGaussian(), -3, 3);
    return (long) (jitterNanos * (deviations + 3) / 6);
  }
}
