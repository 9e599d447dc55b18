package dev.plenum.bwe.estimator;

import java.util.Arrays;

/**
 * Owner: the thread of its estimator. When and how large the latest packets went out, by transport
 * sequence, until their feedback comes.
 */
final class SendHistory {
  /** At 10 Mbps with packets of 1200 bytes: eight seconds. */
  private static final int CAPACITY = 8192;

  private static final int FREE = -1;

  private final int[] sequences = new int[CAPACITY];
  private final long[] sentNanos = new long[CAPACITY];
  private final int[] bytes = new int[CAPACITY];
  private final int[] probeClusters = new int[CAPACITY];
  private final boolean[] missing = new boolean[CAPACITY];
  private final boolean[] lost = new boolean[CAPACITY];

  SendHistory() {
    clear();
  }

  void add(int transportSequence, int packetBytes, int probeCluster, long nowNanos) {
    int slot = slot(transportSequence);
    sequences[slot] = transportSequence & 0xffff;
    sentNanos[slot] = nowNanos;
    bytes[slot] = packetBytes;
    probeClusters[slot] = probeCluster;
    missing[slot] = false;
    lost[slot] = false;
  }

  boolean holds(int transportSequence) {
    return sequences[slot(transportSequence)] == (transportSequence & 0xffff);
  }

  /** Told of once: a second report of the same packet finds nothing. */
  void remove(int transportSequence) {
    sequences[slot(transportSequence)] = FREE;
  }

  /** Feedback passed it over. */
  void markMissing(int transportSequence) {
    missing[slot(transportSequence)] = true;
  }

  boolean missing(int transportSequence) {
    return missing[slot(transportSequence)];
  }

  /** It was missing for so long that it counts as lost. */
  void markLost(int transportSequence) {
    lost[slot(transportSequence)] = true;
  }

  boolean lost(int transportSequence) {
    return lost[slot(transportSequence)];
  }

  long sentNanos(int transportSequence) {
    return sentNanos[slot(transportSequence)];
  }

  int bytes(int transportSequence) {
    return bytes[slot(transportSequence)];
  }

  int probeCluster(int transportSequence) {
    return probeClusters[slot(transportSequence)];
  }

  void clear() {
    Arrays.fill(sequences, FREE);
  }

  private static int slot(int transportSequence) {
    return transportSequence & (CAPACITY - 1);
  }
}
