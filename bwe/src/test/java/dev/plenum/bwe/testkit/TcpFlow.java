package dev.plenum.bwe.testkit;

import static dev.plenum.bwe.testkit.Units.millis;

import java.util.ArrayDeque;
import java.util.TreeSet;

/**
 * A sender of bulk data with NewReno's congestion window (RFC 5681): slow start from ten segments
 * (RFC 6928), congestion avoidance, one halving for each window that has loss, and a retransmission
 * timer (RFC 6298) with the 200 ms least of Linux. Every segment is acknowledged at once and
 * selectively; what was sent three before an acknowledged one is lost, as in RFC 9002 §6.1.1.
 */
public final class TcpFlow {
  private static final int SEGMENT_BYTES = 1500;
  private static final int ACK_BYTES = 40;
  private static final int REORDERING_THRESHOLD = 3;
  private static final long MIN_TIMEOUT_NANOS = millis(200);
  private static final long MAX_TIMEOUT_NANOS = millis(60_000);

  /**
   * @param order numbers what was sent, also what was sent again
   */
  private record Transmission(long order, long segment, long sentNanos) {}

  private final Simulation simulation;
  private final Path forward;
  private final Path backward;
  private final long segments;
  private final Runnable done;
  private final Alarm timer;

  private final ArrayDeque<Transmission> inFlight = new ArrayDeque<>();
  private final TreeSet<Long> missing = new TreeSet<>();
  private double window = 10;
  private double threshold = Double.MAX_VALUE;
  private long nextSegment;
  private long nextOrder;
  private long recoveryOrder;
  private boolean stopped;
  private double smoothedNanos;
  private double variationNanos;
  private long timeoutNanos = millis(1000);

  private long received;
  private final TreeSet<Long> early = new TreeSet<>();

  /** Sends without end, from now on. */
  public TcpFlow(Simulation simulation, Path forward, Path backward) {
    this(simulation, forward, backward, Long.MAX_VALUE, () -> {});
  }

  /** Sends so much, from now on. */
  public TcpFlow(Simulation simulation, Path forward, Path backward, long bytes, Runnable done) {
    this.simulation = simulation;
    this.forward = forward;
    this.backward = backward;
    this.segments = Math.ceilDiv(bytes, SEGMENT_BYTES);
    this.done = done;
    this.timer = new Alarm(simulation, this::timeout);
    fillWindow();
  }

  public FlowTrace trace() {
    return forward.trace();
  }

  private void fillWindow() {
    while (inFlight.size() < (long) window) {
      Long again = missing.pollFirst();
      if (again != null) {
        transmit(again);
      } else if (nextSegment < segments) {
        transmit(nextSegment++);
      } else {
        return;
      }
    }
  }

  private void transmit(long segment) {
    Transmission transmission = new Transmission(nextOrder++, segment, simulation.nowNanos());
    if (inFlight.isEmpty()) {
      startTimer();
    }
    inFlight.add(transmission);
    forward.send(SEGMENT_BYTES, () -> arrived(transmission));
  }

  private void startTimer() {
    timer.set(simulation.nowNanos() + timeoutNanos);
  }

  private void arrived(Transmission transmission) {
    if (transmission.segment >= received) {
      early.add(transmission.segment);
    }
    while (early.remove(received)) {
      received++;
    }
    long upTo = received;
    backward.send(ACK_BYTES, () -> acknowledged(transmission, upTo));
  }

  private void acknowledged(Transmission latest, long upTo) {
    if (stopped) {
      return;
    }
    measureRoundTrip((double) (simulation.nowNanos() - latest.sentNanos));
    int before = inFlight.size();
    inFlight.removeIf(sent -> sent.order == latest.order || sent.segment < upTo);
    missing.remove(latest.segment);
    missing.headSet(upTo).clear();
    grow(before - inFlight.size(), latest);
    findLost(latest);
    if (upTo >= segments) {
      stopped = true;
      timer.set(Long.MAX_VALUE);
      done.run();
      return;
    }
    startTimer();
    fillWindow();
  }

  private void grow(int newly, Transmission latest) {
    if (latest.order >= recoveryOrder) {
      window += window < threshold ? newly : newly / window;
    }
  }

  private void findLost(Transmission latest) {
    for (Transmission oldest = inFlight.peek();
        oldest != null && oldest.order <= latest.order - REORDERING_THRESHOLD;
        oldest = inFlight.peek()) {
      inFlight.remove();
      missing.add(oldest.segment);
      if (oldest.order >= recoveryOrder) {
        threshold = Math.max(2, window / 2);
        window = threshold;
        recoveryOrder = nextOrder;
      }
    }
  }

  private void timeout() {
    inFlight.forEach(sent -> missing.add(sent.segment));
    inFlight.clear();
    threshold = Math.max(2, window / 2);
    window = 1;
    recoveryOrder = nextOrder;
    timeoutNanos = Math.min(MAX_TIMEOUT_NANOS, timeoutNanos * 2);
    fillWindow();
  }

  private void measureRoundTrip(double sampleNanos) {
    if (smoothedNanos == 0) {
      smoothedNanos = sampleNanos;
      variationNanos = sampleNanos / 2;
    } else {
      variationNanos = 0.75 * variationNanos + 0.25 * Math.abs(smoothedNanos - sampleNanos);
      smoothedNanos = 0.875 * smoothedNanos + 0.125 * sampleNanos;
    }
    long timeout = (long) (smoothedNanos + 4 * variationNanos);
    timeoutNanos = Math.clamp(timeout, MIN_TIMEOUT_NANOS, MAX_TIMEOUT_NANOS);
  }
}
