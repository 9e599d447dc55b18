package dev.plenum.load;

/** Counts packets whose timestamp lies before that of the packet before them in the stream. */
final class TimestampOrder {
  private boolean begun;
  private long highest;
  private int latest;
  private long backward;

  /** A packet came; one that was overtaken says nothing. */
  void add(long extendedSequence, int timestamp) {
    if (!begun || extendedSequence > highest) {
      backward += begun && timestamp - latest < 0 ? 1 : 0;
      begun = true;
      highest = extendedSequence;
      latest = timestamp;
    }
  }

  long backward() {
    return backward;
  }
}
