package dev.plenum.bwe.probe;

import java.util.Arrays;

/**
 * Owner: the thread of its estimator. What the latest probe clusters showed: the lower of the rates
 * at which a cluster went out and came in.
 *
 * <p>Constants: libwebrtc, probe_bitrate_estimator.cc.
 */
public final class ProbeMeasurement {
  private static final int CLUSTERS = 4;
  private static final double ENOUGH = 0.8;
  private static final double COMPRESSED = 2;
  private static final double SATURATED = 0.9;
  private static final double UTILISATION = 0.95;
  private static final long LONGEST_NANOS = 1_000_000_000;

  private final int[] ids = new int[CLUSTERS];
  private final int[] leastPackets = new int[CLUSTERS];
  private final int[] leastBytes = new int[CLUSTERS];
  private final int[] packets = new int[CLUSTERS];
  private final long[] bytes = new long[CLUSTERS];
  private final long[] firstSent = new long[CLUSTERS];
  private final long[] lastSent = new long[CLUSTERS];
  private final int[] lastSentBytes = new int[CLUSTERS];
  private final long[] firstArrival = new long[CLUSTERS];
  private final int[] firstArrivalBytes = new int[CLUSTERS];
  private final long[] lastArrival = new long[CLUSTERS];
  private long measuredBps;

  public void onCluster(ProbeCluster cluster) {
    int slot = cluster.id() % CLUSTERS;
    ids[slot] = cluster.id();
    leastPackets[slot] = (int) (ENOUGH * cluster.packets());
    leastBytes[slot] = (int) (ENOUGH * cluster.bytes());
    packets[slot] = 0;
    bytes[slot] = 0;
  }

  public void onPacket(int cluster, int packetBytes, long sentNanos, long arrivalNanos) {
    int slot = cluster % CLUSTERS;
    if (ids[slot] != cluster) {
      return;
    }
    boolean first = packets[slot] == 0;
    if (first || sentNanos - firstSent[slot] < 0) {
      firstSent[slot] = sentNanos;
    }
    if (first || sentNanos - lastSent[slot] >= 0) {
      lastSent[slot] = sentNanos;
      lastSentBytes[slot] = packetBytes;
    }
    if (first || arrivalNanos - firstArrival[slot] < 0) {
      firstArrival[slot] = arrivalNanos;
      firstArrivalBytes[slot] = packetBytes;
    }
    if (first || arrivalNanos - lastArrival[slot] > 0) {
      lastArrival[slot] = arrivalNanos;
    }
    packets[slot]++;
    bytes[slot] += packetBytes;
    if (packets[slot] >= leastPackets[slot] && bytes[slot] >= leastBytes[slot]) {
      measure(slot);
    }
  }

  /** The latest result, once; 0 if there is none. */
  public long take() {
    long bps = measuredBps;
    measuredBps = 0;
    return bps;
  }

  public void reset() {
    Arrays.fill(ids, 0);
    measuredBps = 0;
  }

  private void measure(int slot) {
    long sentNanos = lastSent[slot] - firstSent[slot];
    long arrivalNanos = lastArrival[slot] - firstArrival[slot];
    if (sentNanos <= 0
        || sentNanos > LONGEST_NANOS
        || arrivalNanos <= 0
        || arrivalNanos > LONGEST_NANOS) {
      return;
    }
    double sentBps = (bytes[slot] - lastSentBytes[slot]) * 8e9 / sentNanos;
    double arrivedBps = (bytes[slot] - firstArrivalBytes[slot]) * 8e9 / arrivalNanos;
    if (arrivedBps > COMPRESSED * sentBps) {
      return;
    }
    boolean saturated = arrivedBps < SATURATED * sentBps;
    measuredBps = (long) (saturated ? UTILISATION * arrivedBps : Math.min(sentBps, arrivedBps));
  }
}
