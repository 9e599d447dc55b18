package dev.plenum.bwe.pacing;

import java.util.Arrays;

/**
 * Owner: its pacer. First-in first-out queues of packets that share one bounded pool of places, so
 * that many queues which are mostly empty cost little. Pool and queues begin small and double when
 * they must: most receivers have few streams, and never much waiting.
 *
 * <p>What belongs together lies side by side, since a node has many pacers and none of them is in
 * the processor's cache when it is needed:
 *
 * <pre>
 *  place  | packet | queued at, ns | frame, bytes | next place |
 *  queue  | first place, last place | bytes |
 * </pre>
 */
final class PacketQueues {
  private static final int NOWHERE = -1;
  private static final int FIRST_PLACES = 16;
  private static final int FIRST_QUEUES = 8;

  private static final int PLACE_WORDS = 4;
  private static final int QUEUED_NANOS = 1;
  private static final int FRAME_AND_BYTES = 2;
  private static final int NEXT = 3;

  private static final int QUEUE_WORDS = 2;
  private static final int BYTES = 1;
  private static final long EMPTY = both(NOWHERE, NOWHERE);

  private final int mostQueues;
  private final int mostPlaces;

  private long[] queues;
  private long[] places;
  private int free;
  private int size;

  PacketQueues(int queues, int places) {
    mostQueues = queues;
    this.queues = new long[QUEUE_WORDS * Math.min(FIRST_QUEUES, queues)];
    emptyFrom(0);
    mostPlaces = places;
    this.places = new long[PLACE_WORDS * Math.min(FIRST_PLACES, places)];
    free(0);
  }

  private void emptyFrom(int first) {
    for (int at = first; at < queues.length; at += QUEUE_WORDS) {
      queues[at] = EMPTY;
    }
  }

  private void growTo(int queue) {
    int before = queues.length;
    int wanted = Math.max(2 * before, QUEUE_WORDS * (queue + 1));
    queues = Arrays.copyOf(queues, Math.min(wanted, QUEUE_WORDS * mostQueues));
    emptyFrom(before);
  }

  private boolean isKnown(int queue) {
    return QUEUE_WORDS * queue < queues.length;
  }

  /** All places from this one on. */
  private void free(int first) {
    int end = places.length / PLACE_WORDS;
    for (int place = first; place < end; place++) {
      places[PLACE_WORDS * place + NEXT] = place + 1 < end ? place + 1 : NOWHERE;
    }
    free = first;
  }

  private void grow() {
    int before = places.length / PLACE_WORDS;
    places = Arrays.copyOf(places, PLACE_WORDS * Math.min(2 * before, mostPlaces));
    free(before);
  }

  boolean isFull() {
    return size == mostPlaces;
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean isEmpty(int queue) {
    return !isKnown(queue) || queues[QUEUE_WORDS * queue] == EMPTY;
  }

  long bytes(int queue) {
    return isKnown(queue) ? queues[QUEUE_WORDS * queue + BYTES] : 0;
  }

  /** The caller has seen that the pool is not full. */
  void add(int queue, int frame, long packet, int packetBytes, long nowNanos) {
    if (free == NOWHERE) {
      grow();
    }
    if (!isKnown(queue)) {
      growTo(queue);
    }
    int place = free;
    int at = PLACE_WORDS * place;
    free = (int) places[at + NEXT];
    places[at] = packet;
    places[at + QUEUED_NANOS] = nowNanos;
    places[at + FRAME_AND_BYTES] = both(frame, packetBytes);
    places[at + NEXT] = NOWHERE;
    long ends = queues[QUEUE_WORDS * queue];
    if (ends == EMPTY) {
      queues[QUEUE_WORDS * queue] = both(place, place);
    } else {
      places[PLACE_WORDS * second(ends) + NEXT] = place;
      queues[QUEUE_WORDS * queue] = both(first(ends), place);
    }
    queues[QUEUE_WORDS * queue + BYTES] += packetBytes;
    size++;
  }

  int headFrame(int queue) {
    return first(places[head(queue) + FRAME_AND_BYTES]);
  }

  int headBytes(int queue) {
    return second(places[head(queue) + FRAME_AND_BYTES]);
  }

  long headQueuedNanos(int queue) {
    return places[head(queue) + QUEUED_NANOS];
  }

  /** Takes out the first packet of a queue that is not empty. */
  long remove(int queue) {
    long ends = queues[QUEUE_WORDS * queue];
    int place = first(ends);
    int at = PLACE_WORDS * place;
    int next = (int) places[at + NEXT];
    queues[QUEUE_WORDS * queue] = next == NOWHERE ? EMPTY : both(next, second(ends));
    queues[QUEUE_WORDS * queue + BYTES] -= second(places[at + FRAME_AND_BYTES]);
    places[at + NEXT] = free;
    free = place;
    size--;
    return places[at];
  }

  private int head(int queue) {
    return PLACE_WORDS * first(queues[QUEUE_WORDS * queue]);
  }

  private static long both(int first, int second) {
    return ((long) first << Integer.SIZE) | Integer.toUnsignedLong(second);
  }

  private static int first(long both) {
    return (int) (both >> Integer.SIZE);
  }

  private static int second(long both) {
    return (int) both;
  }
}
