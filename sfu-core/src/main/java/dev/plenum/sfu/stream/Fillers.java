package dev.plenum.sfu.stream;

import java.util.Arrays;

/**
 * Numbers of a slot that stand for nothing: each was kept for a packet that came late and turned
 * out to be of a frame that is left out. It goes as an empty packet, so that the receiver does not
 * wait for it. Belongs to a {@link Forwarder}; remembers the latest {@value #PLACES} at most.
 */
final class Fillers {
  private static final int PLACES = 64;
  private static final long EMPTY = -1;

  private final long[] sequences = new long[PLACES];

  Fillers() {
    Arrays.fill(sequences, EMPTY);
  }

  void add(long sequence) {
    sequences[place(sequence)] = sequence;
  }

  boolean contains(long sequence) {
    return sequences[place(sequence)] == sequence;
  }

  private static int place(long sequence) {
    return (int) sequence & (PLACES - 1);
  }
}
