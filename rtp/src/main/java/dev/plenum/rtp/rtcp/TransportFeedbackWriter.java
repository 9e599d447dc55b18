package dev.plenum.rtp.rtcp;

import dev.plenum.rtp.BigEndian;

/**
 * Packs arrival times into the body of one transport-wide feedback ({@link TransportFeedback} shows
 * its bits). Owned by its {@link RtcpWriter}; keeps scratch space between packets.
 */
final class TransportFeedbackWriter {
  /** Packets that one feedback tells of at most; more go into the next one. */
  static final int LARGEST_STATUS_COUNT = 512;

  private static final long DELTA_TICK_NANOS = TransportFeedback.DELTA_TICK_MICROS * 1_000L;
  private static final int TICKS_PER_REFERENCE =
      TransportFeedback.REFERENCE_TICK_MICROS / TransportFeedback.DELTA_TICK_MICROS;

  private final byte[] symbols = new byte[LARGEST_STATUS_COUNT];
  private final short[] deltas = new short[LARGEST_STATUS_COUNT];
  private int count;
  private int referenceTime;

  /**
   * Takes in as many arrival times as one feedback can tell of: it ends early where two arrivals
   * lie more than the 8 s apart that a delta can say.
   *
   * @return how many were taken; 0 if nothing was received
   */
  int take(long[] arrivalNanos, int from, int arrivals) {
    int limit = Math.min(arrivals, LARGEST_STATUS_COUNT);
    int first = 0;
    while (first < limit && arrivalNanos[from + first] == RtcpWriter.NOT_RECEIVED) {
      symbols[first++] = TransportFeedback.NOT_RECEIVED;
    }
    if (first == limit) {
      return 0;
    }
    long previousTicks = startAt(ticks(arrivalNanos[from + first]));
    for (count = first; count < limit; count++) {
      long nanos = arrivalNanos[from + count];
      if (nanos == RtcpWriter.NOT_RECEIVED) {
        symbols[count] = TransportFeedback.NOT_RECEIVED;
        continue;
      }
      long delta = ticks(nanos) - previousTicks;
      if (delta != (short) delta) {
        break;
      }
      previousTicks += delta;
      deltas[count] = (short) delta;
      boolean small = delta >= 0 && delta <= 255;
      symbols[count] =
          (byte) (small ? TransportFeedback.SMALL_DELTA : TransportFeedback.LARGE_DELTA);
    }
    return count;
  }

  private long startAt(long firstTicks) {
    long reference = Math.floorDiv(firstTicks, TICKS_PER_REFERENCE);
    referenceTime = (int) reference;
    return reference * TICKS_PER_REFERENCE;
  }

  private static long ticks(long nanos) {
    return Math.floorDiv(nanos, DELTA_TICK_NANOS);
  }

  /**
   * Writes status count, reference time, feedback count, chunks and deltas, and tells where they
   * end.
   */
  int write(byte[] bytes, int offset, int feedbackCount) {
    BigEndian.put16(bytes, offset, count);
    BigEndian.put24(bytes, offset + 2, referenceTime);
    BigEndian.put8(bytes, offset + 5, feedbackCount);
    return writeDeltas(bytes, writeChunks(bytes, offset + 6));
  }

  private int writeChunks(byte[] bytes, int offset) {
    int at = offset;
    for (int i = 0; i < count; at += 2) {
      int run = runFrom(i);
      boolean plain = isPlainFrom(i);
      if (run >= leastRun(plain) || run == count - i) {
        BigEndian.put16(bytes, at, StatusChunk.run(symbols[i], run));
        i += run;
      } else if (plain) {
        BigEndian.put16(bytes, at, StatusChunk.oneBitVector(symbols, i, count));
        i += StatusChunk.ONE_BIT_SYMBOLS;
      } else {
        BigEndian.put16(bytes, at, StatusChunk.twoBitVector(symbols, i, count));
        i += StatusChunk.TWO_BIT_SYMBOLS;
      }
    }
    return at;
  }

  private int runFrom(int from) {
    int end = from + 1;
    while (end < count && symbols[end] == symbols[from]) {
      end++;
    }
    return end - from;
  }

  /** A run is worth its chunk where it says as much as the vector that could stand there. */
  private static int leastRun(boolean plain) {
    return plain ? StatusChunk.ONE_BIT_SYMBOLS : StatusChunk.TWO_BIT_SYMBOLS;
  }

  /** Whether one bit each is enough for the symbols of a whole vector from here on. */
  private boolean isPlainFrom(int from) {
    int end = Math.min(count, from + StatusChunk.ONE_BIT_SYMBOLS);
    for (int i = from; i < end; i++) {
      if (symbols[i] == TransportFeedback.LARGE_DELTA) {
        return false;
      }
    }
    return true;
  }

  private int writeDeltas(byte[] bytes, int offset) {
    int at = offset;
    for (int i = 0; i < count; i++) {
      if (symbols[i] == TransportFeedback.SMALL_DELTA) {
        bytes[at++] = (byte) deltas[i];
      } else if (symbols[i] == TransportFeedback.LARGE_DELTA) {
        BigEndian.put16(bytes, at, deltas[i]);
        at += 2;
      }
    }
    return at;
  }
}
