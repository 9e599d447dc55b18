package dev.plenum.bwe.testkit;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A link that sends one packet after the other at its capacity, with a drop-tail queue in front of
 * it. A change of capacity holds for the rest of the packet that is being sent.
 */
public final class Bottleneck {
  private record Waiting(int bytes, long sinceNanos, FlowTrace trace, Runnable departed) {}

  private final Simulation simulation;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private final Series capacity = new Series();
  private final Series queueMillis = new Series();
  private long capacityBps;
  private long queueLimitNanos = Long.MAX_VALUE;
  private long queueLimitBytes = Long.MAX_VALUE;
  private long queuedBytes;
  private @Nullable Waiting sending;
  private double remainingBits;
  private long updatedNanos;
  private long epoch;

  public Bottleneck(Simulation simulation, long capacityBps) {
    this.simulation = simulation;
    this.capacityBps = capacityBps;
    capacity.add(0, (double) capacityBps);
  }

  /** Nothing joins the queue if it would wait longer than this at the capacity of the moment. */
  public Bottleneck queueNanos(long limitNanos) {
    queueLimitNanos = limitNanos;
    return this;
  }

  public Bottleneck queueBytes(long limitBytes) {
    queueLimitBytes = limitBytes;
    return this;
  }

  /**
   * @param elapsedNanos since the start of the simulation
   */
  public Bottleneck capacityAt(long elapsedNanos, long bps) {
    simulation.at(elapsedNanos, () -> capacity(bps));
    return this;
  }

  public void capacity(long bps) {
    progress();
    capacityBps = bps;
    capacity.add(simulation.elapsedNanos(), (double) bps);
    scheduleDeparture();
  }

  public long capacityBps() {
    return capacityBps;
  }

  /** How long a packet that came now would wait. */
  public long queueNanos() {
    progress();
    return (long) ((queuedBytes * 8 + remainingBits) * 1e9 / capacityBps);
  }

  public Series capacities() {
    return capacity;
  }

  /** Sampled whenever a packet comes or goes. */
  public Series queueMillis() {
    return queueMillis;
  }

  void send(int bytes, FlowTrace trace, Runnable departed) {
    boolean fits =
        queueNanos() + bytes * 8e9 / capacityBps <= queueLimitNanos
            && queuedBytes + bytes <= queueLimitBytes;
    if (sending != null && !fits) {
      trace.dropped(bytes, simulation.elapsedNanos());
      return;
    }
    Waiting packet = new Waiting(bytes, simulation.nowNanos(), trace, departed);
    if (sending == null) {
      start(packet);
    } else {
      queue.add(packet);
      queuedBytes += bytes;
    }
    queueMillis.add(simulation.elapsedNanos(), queueNanos() / 1e6);
  }

  private void start(Waiting packet) {
    sending = packet;
    remainingBits = packet.bytes * 8.0;
    updatedNanos = simulation.nowNanos();
    packet.trace.waited(simulation.nowNanos() - packet.sinceNanos, simulation.elapsedNanos());
    scheduleDeparture();
  }

  private void progress() {
    if (sending != null) {
      double sentBits = (simulation.nowNanos() - updatedNanos) * capacityBps / 1e9;
      remainingBits = Math.max(0, remainingBits - sentBits);
    }
    updatedNanos = simulation.nowNanos();
  }

  private void scheduleDeparture() {
    Waiting packet = sending;
    if (packet == null) {
      return;
    }
    long expected = ++epoch;
    simulation.after(
        (long) Math.ceil(remainingBits * 1e9 / capacityBps),
        () -> {
          if (epoch == expected) {
            depart(packet);
          }
        });
  }

  private void depart(Waiting packet) {
    sending = null;
    remainingBits = 0;
    packet.departed.run();
    Waiting next = queue.poll();
    if (next != null) {
      queuedBytes -= next.bytes;
      start(next);
    }
    queueMillis.add(simulation.elapsedNanos(), queueNanos() / 1e6);
  }
}
