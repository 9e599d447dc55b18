package dev.plenum.bwe.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Two ends and a bottleneck in each direction (RFC 8867 §4). Flows start when they are made: run to
 * that time first.
 */
public final class Testbed {
  /** A flow as a plot and a table know it. */
  public record Labelled(String label, Bottleneck bottleneck, FlowTrace trace, Series target) {}

  private static final Series NO_TARGET = new Series();

  private final Simulation simulation;
  private final Bottleneck forward;
  private final Bottleneck backward;
  private final List<Labelled> flows = new ArrayList<>();
  private final List<Path> paths = new ArrayList<>();
  private long oneWayNanos;
  private long jitterNanos;
  private long overtakingNanos;
  private double lossProbability;

  public Testbed(long seed, long forwardBps, long backwardBps) {
    simulation = new Simulation(seed);
    forward = new Bottleneck(simulation, forwardBps);
    backward = new Bottleneck(simulation, backwardBps);
  }

  /** Of flows that start from now on. */
  public Testbed oneWay(long nanos) {
    oneWayNanos = nanos;
    return this;
  }

  /** Of flows that start from now on. */
  public Testbed jitter(long maxNanos) {
    jitterNanos = maxNanos;
    return this;
  }

  /** Of flows that start from now on, on the way forward. */
  public Testbed overtaking(long maxNanos) {
    overtakingNanos = maxNanos;
    return this;
  }

  /** What chance takes on the way forward from flows that start from now on. */
  public Testbed loss(double probability) {
    lossProbability = probability;
    return this;
  }

  public Testbed queues(long limitNanos) {
    forward.queueNanos(limitNanos);
    backward.queueNanos(limitNanos);
    return this;
  }

  public Bottleneck forward() {
    return forward;
  }

  public Bottleneck backward() {
    return backward;
  }

  public List<Labelled> flows() {
    return List.copyOf(flows);
  }

  public MediaFlow media(String label, MediaConfig config) {
    return media(label, there(), back(), config);
  }

  /** Its packets go where the others' feedback goes. */
  public MediaFlow mediaBackward(String label, MediaConfig config) {
    return media(label, back(), there(), config);
  }

  public TcpFlow tcp(String label) {
    Path path = there();
    flows.add(new Labelled(label, forward, path.trace(), NO_TARGET));
    return new TcpFlow(simulation, path, back());
  }

  /** Files one after the other, see {@link ShortTcpFlows}. */
  public void shortTcps(String label, boolean loading) {
    FlowTrace trace = new FlowTrace();
    flows.add(new Labelled(label, forward, trace, NO_TARGET));
    new ShortTcpFlows(simulation, () -> there().trace(trace), this::back, loading);
  }

  /** Later, while it runs. */
  public void at(long elapsedNanos, Runnable action) {
    simulation.at(elapsedNanos, action);
  }

  public Testbed runUntil(long elapsedNanos) {
    simulation.runUntil(elapsedNanos);
    return this;
  }

  /** Changes the ways of the flows that run, in both directions. */
  public void paths(Consumer<Path> change) {
    paths.forEach(change);
  }

  private MediaFlow media(String label, Path there, Path back, MediaConfig config) {
    MediaFlow flow = new MediaFlow(simulation, there, back, config);
    flows.add(new Labelled(label, there.bottleneck(), there.trace(), flow.target()));
    return flow;
  }

  private Path there() {
    return path(forward).overtaking(overtakingNanos).loss(Loss.random(lossProbability));
  }

  private Path back() {
    return path(backward);
  }

  private Path path(Bottleneck bottleneck) {
    Path path = new Path(simulation, bottleneck).oneWay(oneWayNanos).jitter(jitterNanos);
    paths.add(path);
    return path;
  }
}
