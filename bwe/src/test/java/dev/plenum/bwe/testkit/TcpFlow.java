package dev.plenum.bwe.testkit;

import static dev.plenum.bwe.testkit.Units.millis;

import java.util.TreeSet;

/**
 * A sender of bulk data with NewReno's congestion control (RFC 5681, RFC 6582): slow start from ten
 * segments (RFC 6928), congestion avoidance, fast retransmit and recovery, and a retransmission
 * timer (RFC 6298) with the 200 ms least of Linux. Every segment is acknowledged at once.
 */
public final class TcpFlow {
  private static final int SEGMENT_BYTES = 1500;
  private static final int ACK_BYTES = 40;
  private static final long MIN_TIMEOUT_NANOS = millis(200);
  private static final long MAX_TIMEOUT_NANOS = millis(60_000);

  private final Simulation simulation;
  private final Path forward;
  private final Path backward;
  private final long segments;
  private final Runnable done;
  private final Alarm timer;

  private double window = 10;
  private double threshold = Double.MAX_VALUE;
  private long next;
  private long highest;
  private long acknowledged;
  private long recovered = -1;
  private int duplicates;
  private boolean stopped;

  private long timedSegment = -1;
  private long timedNanos;
  private double smoothedNanos;
  private double variationNanos;
  private long timeoutNanos = millis(1000);

  private long expected;
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

  public void stop() {
    stopped = true;
    timer.set(Long.MAX_VALUE);
  }

  private void fillWindow() {
    while (!stopped && next < segments && next - acknowledged < (long) window) {
      transmit(next++);
    }
  }

  private void transmit(long segment) {
    if (segment == acknowledged || acknowledged == highest) {
      timer.set(simulation.nowNanos() + timeoutNanos);
    }
    if (segment >= highest) {
      highest = segment + 1;
      if (timedSegment < 0) {
        timedSegment = segment;
        timedNanos = simulation.nowNanos();
      }
    } else if (segment <= timedSegment) {
      timedSegment = -1;
    }
    forward.send(SEGMENT_BYTES, () -> arrived(segment));
  }

  private void arrived(long segment) {
    if (segment >= expected) {
      early.add(segment);
    }
    while (early.remove(expected)) {
      expected++;
    }
    long upTo = expected;
    backward.send(ACK_BYTES, () -> acknowledge(upTo));
  }

  private void acknowledge(long upTo) {
    if (stopped) {
      return;
    }
    if (upTo > acknowledged) {
      advance(upTo);
    } else if (highest > acknowledged) {
      duplicate();
    }
    if (acknowledged >= segments) {
      stop();
      done.run();
      return;
    }
    fillWindow();
  }

  private void advance(long upTo) {
    measureRoundTrip(upTo);
    long newly = upTo - acknowledged;
    acknowledged = upTo;
    next = Math.max(next, upTo);
    timer.set(highest > acknowledged ? simulation.nowNanos() + timeoutNanos : Long.MAX_VALUE);
    if (recovered > upTo) {
      window = Math.max(1, window - newly + 1);
      transmit(upTo);
    } else if (recovered >= 0) {
      window = threshold;
      recovered = -1;
      duplicates = 0;
    } else {
      duplicates = 0;
      window += window < threshold ? newly : newly / window;
    }
  }

  private void duplicate() {
    duplicates++;
    if (recovered >= 0) {
      window++;
    } else if (duplicates == 3) {
      threshold = Math.max(2, (highest - acknowledged) / 2.0);
      window = threshold + 3;
      recovered = highest;
      transmit(acknowledged);
    }
  }

  private void timeout() {
    threshold = Math.max(2, (highest - acknowledged) / 2.0);
    window = 1;
    duplicates = 0;
    recovered = -1;
    timedSegment = -1;
    timeoutNanos = Math.min(MAX_TIMEOUT_NANOS, timeoutNanos * 2);
    next = acknowledged;
    fillWindow();
  }

  private void measureRoundTrip(long upTo) {
    if (timedSegment < 0 || upTo <= timedSegment) {
      return;
    }
    double sample = simulation.nowNanos() - timedNanos;
    timedSegment = -1;
    if (smoothedNanos == 0) {
      smoothedNanos = sample;
      variationNanos = sample / 2;
    } else {
      variationNanos = 0.75 * variationNanos + 0.25 * Math.abs(smoothedNanos - sample);
      smoothedNanos = 0.875 * smoothedNanos + 0.125 * sample;
    }
    timeoutNanos =
        Math.clamp(
            (long) (smoothedNanos + 4 * variationNanos), MIN_TIMEOUT_NANOS, MAX_TIMEOUT_NANOS);
  }
}
