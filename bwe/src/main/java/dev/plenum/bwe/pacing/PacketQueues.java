package dev.plenum.bwe.pacing;

import java.util.Arrays;

/**
 * Owner: its pacer. First-in first-out queues of packets that share one bounded pool of places, so
 * that many queues which are mostly empty cost little.
 */
final class PacketQueues {
  private static final int NOWHERE = -1;

  private final int[] heads;
  private final int[] tails;
  private final long[] queueBytes;

  private final long[] packets;
  private final int[] frames;
  private final int[] bytes;
  private final long[] queuedNanos;
  private final int[] next;
  private int free;
  private int size;

  PacketQueues(int queues, int places) {
    heads = new int[queues];
    tails = new int[queues];
    queueBytes = new long[queues];
    packets = new long[places];
    frames = new int[places];
    bytes = new int[places];
    queuedNanos = new long[places];
    next = new int[places];
    Arrays.fill(heads, NOWHERE);
    Arrays.setAll(next, place -> place + 1 < places ? place + 1 : NOWHERE);
  }

  boolean isFull() {
    return free == NOWHERE;
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
