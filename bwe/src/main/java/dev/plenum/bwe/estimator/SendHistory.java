package dev.plenum.bwe.estimator;

import java.util.Arrays;

/**
 * Owner: the thread of its estimator. When and how large the latest packets went out, by transport
 * sequence, until their feedback comes.
 *
 * <p>It begins small and doubles when a packet would take the place of one that may still be told
 * of: most receivers never have much on its way.
 */
final class SendHistory {
  private static final int FIRST_CAPACITY = 256;

  /** At 10 Mbps with packets of 1200 bytes: eight seconds. */
  private static final int MOST_CAPACITY = 8192;

  /** Nothing is heard of a packet any more after so long. */
  private static final long LONGEST_NANOS = 8_000_000_000L;

  private static final int FREE = -1;

  private int[] sequences;
  private long[] sentNanos;
  private int[] bytes;
  private int[] probeClusters;
  private boolean[] missing;
  private boolean[] lost;

  SendHistory() {
    this(FIRST_CAPACITY);
  }

  private SendHistory(int capacity) {
    sequences = new int[capacity];
    sentNanos = new long[capacity];
    bytes = new int[capacity];
    probeClusters = new int[capacity];
    missing = new boolean[capacity];
    lost = new boolean[capacity];
    clear();
  }

  void add(int transportSequence, int packetBytes, int probeCluster, long nowNanos) {
    while (sequences.length < MOST_CAPACITY && displaces(transportSequence, nowNanos)) {
      grow();
    }
    put(transportSequence, packetBytes, probeCluster, nowNanos);
  }

  private boolean displaces(int transportSequence, long nowNanos) {
    int slot = slot(transportSequence);
    return sequences[slot] != FREE
        && sequences[slot] != (transportSequence & 0xffff)
        && nowNanos - sentNanos[slot] < LONGEST_NANOS;
  }

  /** How many packets there is room for now. */
  int capacity() {
    return sequences.length;
  }

  private void grow() {
    SendHistory larger = new SendHistory(2 * sequences.length);
    for (int slot = 0; slot < sequences.length; slot++) {
      if (sequences[slot] != FREE) {
        larger.put(sequences[slot], bytes[slot], probeClusters[slot], sentNanos[slot]);
        int place = larger.slot(sequences[slot]);
        larger.missing[place] = missing[slot];
        larger.lost[place] = lost[slot];
      }
    }
    sequences = larger.sequences;
    sentNanos = larger.sentNanos;
    bytes = larger.bytes;
    probeClusters = larger.probeClusters;
    missing = larger.missing;
    lost = larger.lost;
  }

  private void put(int transportSequence, int packetBytes, int probeCluster, long nowNanos) {
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

  private int slot(int transportSequence) {
    return transportSequence & (sequences.length - 1);
  }
}
