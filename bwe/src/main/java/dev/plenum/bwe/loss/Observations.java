package dev.plenum.bwe.loss;

import java.util.Arrays;

/**
 * Owner: the thread of its estimator. What was sent and lost in the latest quarters of a second,
 * the older the lighter.
 *
 * <p>Constants: libwebrtc, loss_based_bwe_v2.cc.
 */
final class Observations {
  private static final int WINDOW = 15;
  private static final long SPAN_NANOS = 250_000_000;
  private static final double WEIGHT_OF_OLDER = 0.9;
  private static final int TRIM_FROM = 3;
  private static final double BURST_OVER_MEDIAN = 2;

  /** By age; asked for some hundred times with each observation. */
  private static final double[] WEIGHTS = weights();

  private final double[] sendingBps = new double[WINDOW];
  private final double[] bytes = new double[WINDOW];
  private final double[] lostBytes = new double[WINDOW];
  private final double[] sorted = new double[WINDOW];
  private int count;
  private double averageLoss;

  private boolean started;
  private long fromNanos;
  private long toNanos;
  private long openBytes;
  private long openLostBytes;

  private static double[] weights() {
    double[] weights = new double[WINDOW];
    Arrays.setAll(weights, age -> Math.pow(WEIGHT_OF_OLDER, age));
    return weights;
  }

  void add(int packetBytes, boolean lost, long sentNanos) {
    if (!started) {
      started = true;
      fromNanos = sentNanos;
      toNanos = sentNanos;
    }
    toNanos = sentNanos - toNanos > 0 ? sentNanos : toNanos;
    openBytes += packetBytes;
    openLostBytes += lost ? packetBytes : 0;
  }

  /** Told lost before, arrived after all. */
  void arrivedLate(int packetBytes) {
    openLostBytes = Math.max(0, openLostBytes - packetBytes);
  }

  /** Ends the open observation if it is long enough. */
  boolean close() {
    long spanNanos = toNanos - fromNanos;
    if (!started || spanNanos < SPAN_NANOS) {
      return false;
    }
    int slot = count++ % WINDOW;
    sendingBps[slot] = openBytes * 8e9 / spanNanos;
    bytes[slot] = openBytes;
    lostBytes[slot] = openLostBytes;
    fromNanos = toNanos;
    openBytes = 0;
    openLostBytes = 0;
    averageLoss = average();
    return true;
  }

  int count() {
    return count;
  }

  int size() {
    return Math.min(count, WINDOW);
  }

  double sendingBps(int index) {
    return sendingBps[index];
  }

  double bytes(int index) {
    return bytes[index];
  }

  double lostBytes(int index) {
    return lostBytes[index];
  }

  /** 1 for the latest. */
  double weight(int index) {
    return WEIGHTS[Math.floorMod(count - 1 - index, WINDOW)];
  }

  /** Weighed, without the best and the worst observation, each of which may be a spike. */
  double averageLoss() {
    return averageLoss;
  }

  /** Of the send times of the packets told of. */
  long latestNanos() {
    return toNanos;
  }

  void reset() {
    count = 0;
    averageLoss = 0;
    started = false;
    openBytes = 0;
    openLostBytes = 0;
  }

  private double average() {
    double total = 0;
    double lost = 0;
    int best = 0;
    int worst = 0;
    for (int i = 0; i < size(); i++) {
      total += weight(i) * bytes[i];
      lost += weight(i) * lostBytes[i];
      best = loss(i) < loss(best) ? i : best;
      worst = loss(i) > loss(worst) ? i : worst;
    }
    if (size() > TRIM_FROM && best != worst && !burst(worst)) {
      total -= weight(best) * bytes[best] + weight(worst) * bytes[worst];
      lost -= weight(best) * lostBytes[best] + weight(worst) * lostBytes[worst];
    }
    return total <= 0 ? 0 : Math.max(0, lost / total);
  }

  private double loss(int index) {
    return bytes[index] == 0 ? 0 : lostBytes[index] / bytes[index];
  }

  /** Much was sent at once: then the loss is no spike, but an answer. */
  private boolean burst(int index) {
    int size = size();
    System.arraycopy(sendingBps, 0, sorted, 0, size);
    Arrays.sort(sorted, 0, size);
    double median = (sorted[(size - 1) / 2] + sorted[size / 2]) / 2;
    return sendingBps[index] >= BURST_OVER_MEDIAN * median;
  }
}
