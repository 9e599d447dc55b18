package dev.plenum.rtp;

/**
 * Extends 16-bit sequence numbers to a {@code long} that does not wrap: the packet index of RFC
 * 3711 section 3.3.1, rollover counter in the upper bits. Owned by the stream that it counts for.
 *
 * <p>Numbers count relative to the highest seen so far, so up to 32767 ahead of it and 32768
 * behind. The first number stands for itself; what is older than the first may come out negative.
 */
public final class SequenceUnwrapper {
  private boolean started;
  private long highest;

  /** The extended number, remembered if it is the highest so far. */
  public long unwrap(int sequenceNumber) {
    long extended = peek(sequenceNumber);
    if (!started || extended > highest) {
      started = true;
      highest = extended;
    }
    return extended;
  }

  /**
   * The extended number without remembering it, for a packet that still has to prove its
   * authenticity.
   */
  public long peek(int sequenceNumber) {
    return started
        ? highest + SequenceNumbers.distance((int) highest, sequenceNumber)
        : sequenceNumber & 0xffff;
  }

  /** Goes on after this extended number, as when a stream has moved here from elsewhere. */
  public void resumeAt(long extended) {
    started = true;
    highest = extended;
  }

  public boolean started() {
    return started;
  }

  /** The highest extended number so far; 0 before the first. */
  public long highest() {
    return highest;
  }
}
