package dev.plenum.bwe.pacing;

import java.util.Arrays;

/**
 * Owner: its pacer. First-in first-out queues of packets that share one bounded pool of places, so
 * that many queues which are mostly empty cost little. The pool begins small and doubles when it
 * must: most receivers never have much waiting.
 */
final class PacketQueues {
  private static final int NOWHERE = -1;
  private static final int FIRST_PLACES = 32;

  private final int mostPlaces;
  private final int[] heads;
  private final int[] tails;
  private final long[] queueBytes;

  private long[] packets;
  private int[] frames;
  private int[] bytes;
  private long[] queuedNanos;
  private int[] next;
  private int free;
  private int size;

  PacketQueues(int queues, int places) {
    heads = new int[queues];
    tails = new int[queues];
    queueBytes = new long[queues];
    mostPlaces = places;
    int first = Math.min(FIRST_PLACES, places);
    packets = new long[first];
    frames = new int[first];
    bytes = new int[first];
    queuedNanos = new long[first];
    next = new int[first];
    Arrays.fill(heads, NOWHERE);
    free(0);
  }

  /** All places from this one on. */
  private void free(int first) {
    for (int place = first; place < next.length; place++) {
      next[place] = place + 1 < next.length ? place + 1 : NOWHERE;
    }
    free = first;
  }

  private void grow() {
    int before = next.length;
    int places = Math.min(2 * before, mostPlaces);
    packets = Arrays.copyOf(packets, places);
    frames = Arrays.copyOf(frames, places);
    bytes = Arrays.copyOf(bytes, places);
    queuedNanos = Arrays.copyOf(queuedNanos, places);
    next = Arrays.copyOf(next, places);
    free(before);
  }

  boolean isFull() {
    return size == mostPlaces;
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean isEmpty(int queue) {
    return heads[queue] == NOWHERE;
  }

  long bytes(int queue) {
    return queueBytes[queue];
  }

  /** The caller has seen that the pool is not full. */
  void add(int queue, int frame, long packet, int packetBytes, long nowNanos) {
    if (free == NOWHERE) {
      grow();
    }
    int place = free;
    free = next[place];
    packets[place] = packet;
    frames[place] = frame;
    bytes[place] = packetBytes;
    queuedNanos[place] = nowNanos;
    next[place] = NOWHERE;
    if (heads[queue] == NOWHERE) {
      heads[queue] = place;
    } else {
      next[tails[queue]] = place;
    }
    tails[queue] = place;
    queueBytes[queue] += packetBytes;
    size++;
  }

  int headFrame(int queue) {
    return frames[heads[queue]];
  }

  int headBytes(int queue) {
    return bytes[heads[queue]];
  }

  long headQueuedNanos(int queue) {
    return queuedNanos[heads[queue]];
  }

  /** Takes out the first packet of a queue that is not empty. */
  long remove(int queue) {
    int place = heads[queue];
    heads[queue] = next[place];
    next[place] = free;
    free = place;
    queueBytes[queue] -= bytes[place];
    size--;
    return packets[place];
  }
}
