package dev.plenum.bwe.delay;

/**
 * Owner: the thread of its estimator. By how much packets overtake each other: by how much the
 * delays of two neighbours differ that did not arrive as they were sent, zero for those that did,
 * on the mean. A queue lets nobody overtake, so that all of it is the path's own doing, which hides
 * a queue of that length.
 */
final class Overtaking {
  private static final double WEIGHT = 1 / 64.0;

  private boolean started;
  private long sentNanos;
  private long arrivalNanos;
  private double meanNanos;

  void add(long nextSentNanos, long nextArrivalNanos) {
    long sentDeltaNanos = nextSentNanos - sentNanos;
    long arrivalDeltaNanos = nextArrivalNanos - arrivalNanos;
    boolean inOrder = (sentDeltaNanos ^ arrivalDeltaNanos) >= 0;
    long sampleNanos = started && !inOrder ? Math.abs(arrivalDeltaNanos - sentDeltaNanos) : 0;
    meanNanos += WEIGHT * (sampleNanos - meanNanos);
    started = true;
    sentNanos = nextSentNanos;
    arrivalNanos = nextArrivalNanos;
  }

  long meanNanos() {
    return (long) meanNanos;
  }

  void reset() {
    started = false;
    meanNanos = 0;
  }
}
