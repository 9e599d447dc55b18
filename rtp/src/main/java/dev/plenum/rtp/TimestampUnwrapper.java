package dev.plenum.rtp;

/**
 * Extends 32-bit RTP timestamps to a {@code long} that does not wrap. Owned by the stream that it
 * counts for. Works as {@link SequenceUnwrapper} does, relative to the highest timestamp so far.
 */
public final class TimestampUnwrapper {
  private boolean started;
  private long highest;

  /** The extended timestamp, remembered if it is the highest so far. */
  public long unwrap(int timestamp) {
    long extended = peek(timestamp);
    if (!started || extended > highest) {
      started = true;
      highest = extended;
    }
    return extended;
  }

  /** The extended timestamp without remembering it. */
  public long peek(int timestamp) {
    return started
        ? highest + SequenceNumbers.timestampDistance((int) highest, timestamp)
        : Integer.toUnsignedLong(timestamp);
  }

  public boolean started() {
    return started;
  }

  /** The highest extended timestamp so far; 0 before the first. */
  public long highest() {
    return highest;
  }
}
