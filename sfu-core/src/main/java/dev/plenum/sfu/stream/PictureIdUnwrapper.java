package dev.plenum.sfu.stream;

/**
 * Extends picture ids of 7 or 15 bits to a {@code long} that does not wrap, counting from the
 * highest so far. Owned by the stream that it counts for.
 */
final class PictureIdUnwrapper {
  private boolean started;
  private long highest;

  /** The extended id, remembered if it is the highest so far. */
  long unwrap(int pictureId, int bits) {
    int unused = Integer.SIZE - bits;
    int ahead = (pictureId - (int) highest) << unused >> unused;
    long extended = started ? highest + ahead : pictureId;
    if (!started || extended > highest) {
      started = true;
      highest = extended;
    }
    return extended;
  }

  void resumeAs(PictureIdUnwrapper other) {
    started = other.started;
    highest = other.highest;
  }
}
