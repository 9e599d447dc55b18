package dev.plenum.bwe.probe;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Owner: the thread of its estimator. Decides when to probe, and at which rate.
 *
 * <p>Constants: libwebrtc, probe_controller.cc. Where we differ:
 *
 * <ul>
 *   <li>libwebrtc probes while the application sends less than it may, and otherwise grows by 8% a
 *       second. We probe about every 0.7 seconds whenever more is wanted than the estimate allows
 *       and the delay is quiet, so that new capacity is found within two seconds.
 *   <li>Such a probe is half as much again as the estimate, not twice, since most find nothing and
 *       only fill the queue; its success leads to twice at once.
 *   <li>The times are spread, and after trouble begin anew: flows that share a link see the same
 *       trouble end at the same time, and if all probed then they would measure each other.
 *   <li>A probe lasts the longer the more jitter there is, up to 100 ms: over 15 ms, jitter of 10
 *       ms makes any rate of any other.
 * </ul>
 */
public final class ProbeController {
  private static final double FIRST_SCALE = 3;
  private static final double SECOND_SCALE = 6;
  private static final double FURTHER_SCALE = 2;
  private static final double FURTHER_THRESHOLD = 0.7;
  private static final double PERIODIC_SCALE = 1.5;
  private static final double PERIODIC_FURTHER_THRESHOLD = 0.9;
  private static final double BEYOND_DEMAND = 2;
  private static final double WORTH_A_PROBE = 1.05;
  private static final double ENOUGH = 1.3;
  private static final int PACKETS = 5;
  private static final long SHORTEST_NANOS = 15_000_000;
  private static final long LONGEST_NANOS = 100_000_000;
  private static final long JITTERS = 20;
  private static final long RESULT_WITHIN_NANOS = 1_000_000_000;
  private static final long INTERVAL_NANOS = 700_000_000;
  private static final long CALM_NANOS = 800_000_000;
  private static final int TRIAL_PACKETS = 20;
  private static final int TRIAL_PACKET_BYTES = 300;
  private static final long TRIAL_NANOS = 100_000_000;
  private static final long SATISFIED_INTERVAL_NANOS = 5_000_000_000L;

  private final ArrayDeque<ProbeCluster> pending = new ArrayDeque<>(2);
  private final double maxBps;
  private double spread = 1;
  private long troubledNanos;
  private int lastId;
  private boolean started;
  private boolean waiting;
  private double furtherFromBps;
  private long probedNanos;
  private long demandBps = Long.MAX_VALUE;

  public ProbeController(long maxBps) {
    this.maxBps = maxBps;
  }

  /** What would be sent if the network carried it. */
  public void demand(long bps) {
    demandBps = bps;
  }

  /** Something flows: looks for the scale of the link, as soon as more is wanted. */
  public void start(long startBps, long nowNanos) {
    if (ceilingBps() < WORTH_A_PROBE * startBps) {
      return;
    }
    started = true;
    pending.clear();
    probe(FIRST_SCALE * startBps, 0, nowNanos);
    probe(SECOND_SCALE * startBps, 0, nowNanos);
    expectFurther(FURTHER_THRESHOLD * SECOND_SCALE * startBps, SECOND_SCALE * startBps);
  }

  public boolean started() {
    return started;
  }

  /**
   * What a probe has shown, to go further from there. Not for a flow beside others: of what a probe
   * exceeds the link by it feels only its share, and several that go further at once fill the
   * queue.
   */
  public void onMeasured(long bps, long jitterNanos, long nowNanos) {
    if (waiting && bps > furtherFromBps && bps < ceilingBps()) {
      pending.clear();
      double next = Math.min(FURTHER_SCALE * bps, ceilingBps());
      probe(next, jitterNanos, nowNanos);
      expectFurther(FURTHER_THRESHOLD * next, next);
    }
  }

  /** Probes if it is time to. */
  public void update(long estimateBps, long jitterNanos, long nowNanos) {
    if (waiting && nowNanos - probedNanos >= RESULT_WITHIN_NANOS) {
      waiting = false;
    }
    boolean worthwhile = wantsMoreThan(estimateBps) && ceilingBps() >= WORTH_A_PROBE * estimateBps;
    if (!started || waiting || !pending.isEmpty() || !worthwhile) {
      return;
    }
    long interval = demandBps > estimateBps ? INTERVAL_NANOS : SATISFIED_INTERVAL_NANOS;
    long calmNanos = (long) (CALM_NANOS * (spread - 0.75) * 2);
    if (nowNanos - probedNanos >= interval * spread && nowNanos - troubledNanos >= calmNanos) {
      double rate = Math.min(PERIODIC_SCALE * estimateBps, ceilingBps());
      probe(rate, jitterNanos, nowNanos);
      expectFurther(PERIODIC_FURTHER_THRESHOLD * rate, rate);
    }
  }

  /** Whether more is wanted, and nothing else is about to be sent. */
  public boolean canTry(long estimateBps) {
    return started && pending.isEmpty() && demandBps > estimateBps;
  }

  /**
   * Sends at a rate for long enough to see what share of it arrives.
   *
   * @return the id of its cluster
   */
  public int trial(long bps) {
    lastId = nextId();
    int bytes = (int) Math.max(bps * TRIAL_NANOS / 8e9, TRIAL_PACKETS * TRIAL_PACKET_BYTES);
    pending.add(new ProbeCluster(lastId, bps, TRIAL_PACKETS, bytes));
    return lastId;
  }

  private int nextId() {
    return lastId == Integer.MAX_VALUE ? 1 : lastId + 1;
  }

  /** No probe soon: the network has trouble, which others see too and end to wait for at once. */
  public void defer(long nowNanos) {
    troubledNanos = nowNanos;
  }

  /** The next burst to be sent, or null. */
  public @Nullable ProbeCluster poll() {
    return pending.poll();
  }

  public void reset() {
    pending.clear();
    waiting = false;
    started = false;
  }

  private double ceilingBps() {
    return Math.min(maxBps, BEYOND_DEMAND * demandBps);
  }

  private void probe(double bps, long jitterNanos, long nowNanos) {
    double rate = Math.min(bps, ceilingBps());
    long nanos = Math.clamp(JITTERS * jitterNanos, SHORTEST_NANOS, LONGEST_NANOS);
    lastId = nextId();
    pending.add(new ProbeCluster(lastId, (long) rate, PACKETS, (int) (rate * nanos / 8e9)));
    probedNanos = nowNanos;
    spread = spread(nowNanos ^ (long) bps);
  }

  /** Between 3/4 and 5/4: flows that share a link shall not probe at one time. */
  private static double spread(long seed) {
    return 0.75 + ((seed * 0x9e3779b97f4a7c15L) >>> 11) * 0x1p-54;
  }

  /** From a result of so much on. There is no further where the probe went as far as it may. */
  private void expectFurther(double thresholdBps, double probedBps) {
    waiting = true;
    furtherFromBps = probedBps < ceilingBps() ? thresholdBps : Double.POSITIVE_INFINITY;
  }

  /** More would be sent than the estimate allows, or about as much. */
  public boolean wantsMoreThan(long estimateBps) {
    return ENOUGH * demandBps > estimateBps;
  }
}
