package dev.plenum.bwe.estimator;

import java.util.Arrays;

/**
 * Owner: the thread of its estimator. When and how large the latest packets went out, by transport
 * sequence, until their feedback comes.
 *
 * <p>It begins small and doubles when a packet would take the place of one that may still be told
 * of: most receivers never have much on its way. Where feedback stayed away for a while and has
 * come back it halves again, once a lap. What is known of a packet lies side by side, since a node
 * has many histories and none of them is in the processor's cache when it is needed:
 *
 * <pre>
 *  first word   when it was sent, ns
 *               63            32 31    11  10     9      8   7        0
 *  second word  | probe cluster | bytes |lost|missing|held|sequence>>8|
 * </pre>
 */
final class SendHistory {
  private static final int FIRST_CAPACITY = 256;

  /** At 10 Mbps with packets of 1200 bytes: eight seconds. */
  private static final int MOST_CAPACITY = 8192;

  /** Nothing is heard of a packet any more after so long. */
  private static final long LONGEST_NANOS = 8_000_000_000L;

  private static final int WORDS = 2;

  /** The slot tells the rest, as there are at least 256. */
  private static final int SEQUENCE_BITS = 8;

  private static final int SLOT_MASK = 0xff;
  private static final long SEQUENCE_MASK = 0xff;
  private static final int SEQUENCE_NUMBERS = 1 << 16;
  private static final long HELD = 1 << 8;
  private static final long MISSING = 1 << 9;
  private static final long LOST = 1 << 10;
  private static final int BYTES_SHIFT = 11;
  private static final int BYTES_MASK = 0x1f_ffff;
  private static final int CLUSTER_SHIFT = 32;

  /** The history of all to whom nothing was sent yet: only zeros are ever written here. */
  private static final long[] NOTHING = new long[WORDS * FIRST_CAPACITY];

  private long[] words = NOTHING;
  private boolean isOwn;

  void add(int transportSequence, int packetBytes, int probeCluster, long nowNanos) {
    if (!isOwn) {
      words = new long[NOTHING.length];
      isOwn = true;
    }
    if (isLap(transportSequence) && isRoomy(transportSequence, nowNanos)) {
      resize(capacity() / 2, nowNanos);
    }
    while (capacity() < MOST_CAPACITY && displaces(transportSequence, nowNanos)) {
      resize(2 * capacity(), nowNanos);
    }
    int at = at(transportSequence);
    words[at] = nowNanos;
    words[at + 1] =
        ((long) probeCluster << CLUSTER_SHIFT)
            | ((long) packetBytes << BYTES_SHIFT)
            | HELD
            | upper(transportSequence);
  }

  private boolean displaces(int transportSequence, long nowNanos) {
    return isAwaited(words, at(transportSequence), nowNanos) && !holds(transportSequence);
  }

  /** Whether it may still be told of the packet that lies there. */
  private static boolean isAwaited(long[] words, int at, long nowNanos) {
    return (words[at + 1] & HELD) != 0 && nowNanos - words[at] < LONGEST_NANOS;
  }

  private boolean isLap(int transportSequence) {
    return capacity() > FIRST_CAPACITY && (transportSequence & (capacity() - 1)) == 0;
  }

  /** Whether the latest quarter is all that it may still be told of. */
  private boolean isRoomy(int transportSequence, long nowNanos) {
    for (int at = 0; at < words.length; at += WORDS) {
      int age = (transportSequence - sequence(words, at)) & SEQUENCE_NUMBERS - 1;
      if (age > capacity() / 4 && isAwaited(words, at, nowNanos)) {
        return false;
      }
    }
    return true;
  }

  /** How many packets there is room for now. */
  int capacity() {
    return words.length / WORDS;
  }

  private void resize(int capacity, long nowNanos) {
    long[] before = words;
    words = new long[WORDS * capacity];
    for (int at = 0; at < before.length; at += WORDS) {
      if (isAwaited(before, at, nowNanos)) {
        int to = at(sequence(before, at));
        words[to] = before[at];
        words[to + 1] = before[at + 1];
      }
    }
  }

  /** Of the packet that lies there. */
  private static int sequence(long[] words, int at) {
    int upper = (int) (words[at + 1] & SEQUENCE_MASK);
    return (upper << SEQUENCE_BITS) | (at / WORDS & SLOT_MASK);
  }

  boolean holds(int transportSequence) {
    return (state(transportSequence) & (HELD | SEQUENCE_MASK)) == (HELD | upper(transportSequence));
  }

  /** Told of once: a second report of the same packet finds nothing. */
  void remove(int transportSequence) {
    words[at(transportSequence) + 1] = 0;
  }

  /** Feedback passed it over. */
  void markMissing(int transportSequence) {
    words[at(transportSequence) + 1] |= MISSING;
  }

  boolean missing(int transportSequence) {
    return (state(transportSequence) & MISSING) != 0;
  }

  /** It was missing for so long that it counts as lost. */
  void markLost(int transportSequence) {
    words[at(transportSequence) + 1] |= LOST;
  }

  boolean lost(int transportSequence) {
    return (state(transportSequence) & LOST) != 0;
  }

  long sentNanos(int transportSequence) {
    return words[at(transportSequence)];
  }

  int bytes(int transportSequence) {
    return (int) (state(transportSequence) >> BYTES_SHIFT) & BYTES_MASK;
  }

  int probeCluster(int transportSequence) {
    return (int) (state(transportSequence) >> CLUSTER_SHIFT);
  }

  void clear() {
    Arrays.fill(words, 0);
  }

  private long state(int transportSequence) {
    return words[at(transportSequence) + 1];
  }

  private static long upper(int transportSequence) {
    return (transportSequence >> SEQUENCE_BITS) & SEQUENCE_MASK;
  }

  private int at(int transportSequence) {
    return (transportSequence & (capacity() - 1)) * WORDS;
  }
}
