package dev.plenum.bwe.estimator;

/**
 * Owner: the thread of its estimator. Packets that feedback passed over, until it is certain that
 * they are lost. Where packets overtake each other a missing one may only be late, so each gets as
 * much time as late ones took lately, by the clock of what was sent (the idea of RACK, RFC 8985
 * §6.2). As long as nothing comes late, nobody waits. It begins small and doubles when it must:
 * most receivers never miss much.
 */
final class MissingPackets {
  /** What is missing beyond that is lost. A power of two. */
  private static final int CAPACITY = 512;

  private static final int FIRST_CAPACITY = 16;

  static final int NONE = -1;

  private static final long LONGEST_PATIENCE_NANOS = 500_000_000;
  private static final double FORGETTING = 1 / 512.0;

  private int[] sequences = new int[FIRST_CAPACITY];
  private long[] sentNanos = new long[FIRST_CAPACITY];
  private int first;
  private int size;
  private double patienceNanos;

  boolean isFull() {
    return size == CAPACITY;
  }

  /** Not when full: the oldest has to go first. */
  void add(int transportSequence, long packetSentNanos) {
    if (size == sequences.length) {
      grow();
    }
    int slot = first + size++ & sequences.length - 1;
    sequences[slot] = transportSequence;
    sentNanos[slot] = packetSentNanos;
  }

  private void grow() {
    int before = size;
    int[] sequencesBefore = sequences;
    long[] sentNanosBefore = sentNanos;
    sequences = new int[2 * before];
    sentNanos = new long[2 * before];
    for (int i = 0; i < before; i++) {
      int slot = first + i & before - 1;
      sequences[i] = sequencesBefore[slot];
      sentNanos[i] = sentNanosBefore[slot];
    }
    first = 0;
  }

  /** Takes the oldest out whose time is over; {@link #NONE} if there is none. */
  int poll(long newestArrivedSentNanos) {
    if (size == 0) {
      return NONE;
    }
    boolean mayCome = newestArrivedSentNanos - sentNanos[first] < (long) patienceNanos;
    if (mayCome && !isFull()) {
      return NONE;
    }
    int sequence = sequences[first];
    first = first + 1 & sequences.length - 1;
    size--;
    return sequence;
  }

  /**
   * A missing one came.
   *
   * @param behindNanos how much later something was sent that came before it
   */
  void onLate(long behindNanos) {
    patienceNanos = Math.clamp((double) behindNanos, patienceNanos, LONGEST_PATIENCE_NANOS);
  }

  /** A packet came as it should. */
  void onTime() {
    patienceNanos -= FORGETTING * patienceNanos;
  }

  void clear() {
    size = 0;
    patienceNanos = 0;
  }
}
