package dev.plenum.sfu.stream;

import java.util.Arrays;

/**
 * The latest packets of one layer, each kept once for all who may ask for it again. Belongs to its
 * {@link ReceiveStream}.
 *
 * <p>Packets lie one behind the other in a ring of bytes, each in one piece, and are found by their
 * extended sequence number through an index. A packet ends by being overwritten; nothing is evicted
 * one by one. Both rings begin small, with the first packet, and double while a lap takes less than
 * {@value #KEPT_MILLIS} ms, up to a cap. Positions count from the first byte ever stored and never
 * wrap; modulo the ring's size they are places in it.
 */
public final class PacketHistory {
  /**
   * How long a packet stays as long as the caps allow: many round trips, and long enough for most
   * newcomers to find a key frame to begin with.
   */
  static final long KEPT_MILLIS = 2_000;

  static final int FIRST_BYTES = 16 * 1024;
  static final int FIRST_PACKETS = 64;

  /** Two seconds at 8 Mbit/s. */
  static final int LARGEST_BYTES = 2 * 1024 * 1024;

  static final int LARGEST_PACKETS = 4096;

  private static final long KEPT_NANOS = KEPT_MILLIS * 1_000_000;
  private static final long EMPTY = Long.MIN_VALUE;
  private static final byte[] NO_BYTES = {};
  private static final long[] NO_LONGS = {};
  private static final int[] NO_INTS = {};

  private byte[] bytes = NO_BYTES;
  private long end;
  private long lapBeganNanos;

  private long[] sequences = NO_LONGS;
  private long[] positions = NO_LONGS;
  private int[] lengths = NO_INTS;
  private byte[] endedSpatials = NO_BYTES;
  private byte[] paddings = NO_BYTES;
  private long highest = EMPTY;
  private long indexLapBeganNanos;

  /** Whether this sequence number was stored and its index entry still tells so. */
  public boolean contains(long extendedSequence) {
    return sequences.length > 0 && sequences[slot(extendedSequence)] == extendedSequence;
  }

  /** Whether a packet this old can no longer be told from one that was stored before. */
  public boolean isTooOld(long extendedSequence) {
    return highest != EMPTY
        && extendedSequence <= highest - Math.max(sequences.length, FIRST_PACKETS);
  }

  /**
   * Keeps a copy. The caller has made sure that it is neither contained nor too old.
   *
   * @param endedSpatial kept beside it: {@link FrameReader#endedSpatial()}
   */
  void store(
      long extendedSequence,
      byte[] packet,
      int offset,
      int length,
      int endedSpatial,
      long nowNanos) {
    if (bytes.length == 0) {
      begin(nowNanos);
    }
    if (extendedSequence > highest) {
      advance(extendedSequence, nowNanos);
    }
    long position = reserve(length, nowNanos);
    System.arraycopy(packet, offset, bytes, place(position), length);
    int slot = slot(extendedSequence);
    sequences[slot] = extendedSequence;
    positions[slot] = position;
    lengths[slot] = length;
    endedSpatials[slot] = (byte) endedSpatial;
    paddings[slot] = 0;
  }

  /** A contained packet is sent with so many bytes of padding, at most 127. */
  void pad(long extendedSequence, int paddingBytes) {
    paddings[slot(extendedSequence)] = (byte) paddingBytes;
  }

  /** Where the packet lies in {@link #bytes()} until the next one is stored, or -1. */
  public int offset(long extendedSequence) {
    if (!contains(extendedSequence)) {
      return -1;
    }
    long position = positions[slot(extendedSequence)];
    return position < end - bytes.length ? -1 : place(position);
  }

  /** Length of a contained packet. */
  public int length(long extendedSequence) {
    return lengths[slot(extendedSequence)];
  }

  /** Bytes stored since a packet that still lies here, its own included. */
  long bytesSince(long extendedSequence) {
    return end - positions[slot(extendedSequence)];
  }

  /** The spatial layer whose frame a contained packet ends. */
  int endedSpatial(long extendedSequence) {
    return endedSpatials[slot(extendedSequence)];
  }

  /** With how much padding a contained packet is sent. */
  int paddingBytes(long extendedSequence) {
    return paddings[slot(extendedSequence)];
  }

  public byte[] bytes() {
    return bytes;
  }

  /** Forgets every packet and gives the memory back. */
  public void clear() {
    bytes = NO_BYTES;
    sequences = NO_LONGS;
    positions = NO_LONGS;
    lengths = NO_INTS;
    endedSpatials = NO_BYTES;
    paddings = NO_BYTES;
    highest = EMPTY;
    end = 0;
  }

  private void begin(long nowNanos) {
    bytes = new byte[FIRST_BYTES];
    sequences = new long[FIRST_PACKETS];
    positions = new long[FIRST_PACKETS];
    lengths = new int[FIRST_PACKETS];
    endedSpatials = new byte[FIRST_PACKETS];
    paddings = new byte[FIRST_PACKETS];
    Arrays.fill(sequences, EMPTY);
    lapBeganNanos = nowNanos;
    indexLapBeganNanos = nowNanos;
  }

  private void advance(long extendedSequence, long nowNanos) {
    int size = sequences.length;
    boolean newLap = highest != EMPTY && extendedSequence / size != highest / size;
    if (newLap) {
      if (size < LARGEST_PACKETS && nowNanos - indexLapBeganNanos < KEPT_NANOS) {
        growIndex();
      }
      indexLapBeganNanos = nowNanos;
    }
    highest = extendedSequence;
  }

  private void growIndex() {
    long[] oldSequences = sequences;
    long[] oldPositions = positions;
    int[] oldLengths = lengths;
    byte[] oldEndedSpatials = endedSpatials;
    byte[] oldPaddings = paddings;
    int size = 2 * oldSequences.length;
    sequences = new long[size];
    positions = new long[size];
    lengths = new int[size];
    endedSpatials = new byte[size];
    paddings = new byte[size];
    Arrays.fill(sequences, EMPTY);
    for (int i = 0; i < oldSequences.length; i++) {
      if (oldSequences[i] != EMPTY) {
        int slot = slot(oldSequences[i]);
        sequences[slot] = oldSequences[i];
        positions[slot] = oldPositions[i];
        lengths[slot] = oldLengths[i];
        endedSpatials[slot] = oldEndedSpatials[i];
        paddings[slot] = oldPaddings[i];
      }
    }
  }

  /** Makes room for one packet in one piece and tells its position. */
  private long reserve(int length, long nowNanos) {
    if (place(end) + length > bytes.length || (place(end) == 0 && end > 0)) {
      beginLap(nowNanos);
    }
    long position = end;
    end += length;
    return position;
  }

  private void beginLap(long nowNanos) {
    end = (end + bytes.length - 1) & -bytes.length;
    if (bytes.length < LARGEST_BYTES && nowNanos - lapBeganNanos < KEPT_NANOS) {
      growBytes();
    }
    lapBeganNanos = nowNanos;
  }

  /** Doubles the ring at the end of a lap: the lap goes where its positions are in the new ring. */
  private void growBytes() {
    byte[] old = bytes;
    bytes = new byte[2 * old.length];
    System.arraycopy(old, 0, bytes, place(end - old.length), old.length);
  }

  private int place(long position) {
    return (int) position & (bytes.length - 1);
  }

  private int slot(long extendedSequence) {
    return (int) extendedSequence & (sequences.length - 1);
  }
}
