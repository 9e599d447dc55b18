package dev.plenum.bwe.delay;

/**
 * Owner: the thread of its estimator. Puts packets sent within 5 ms of each other in groups, and
 * tells by how much the distance of two groups on arrival differs from that on departure: one burst
 * says nothing about the network by the order within it (draft-ietf-rmcat-gcc-02 section 5.2).
 *
 * <p>Constants: libwebrtc, inter_arrival_delta.cc.
 */
final class ArrivalGroups {
  /** What is sent within it left together. */
  static final long GROUP_NANOS = 5_000_000;

  private static final long BURST_GAP_NANOS = 5_000_000;
  private static final long LONGEST_BURST_NANOS = 100_000_000;
  private static final long CLOCK_JUMP_NANOS = 3_000_000_000L;
  private static final int BACKWARDS_IN_A_ROW = 3;

  private boolean open;
  private long firstSentNanos;
  private long lastSentNanos;
  private long firstArrivalNanos;
  private long lastArrivalNanos;

  private boolean hasPrevious;
  private long previousSentNanos;
  private long previousArrivalNanos;
  private int backwards;

  private long sentDeltaNanos;
  private long arrivalDeltaNanos;

  /** True when this packet closed a group that has one before it, whose deltas can now be read. */
  boolean add(long sentNanos, long arrivalNanos) {
    if (!open) {
      openWith(sentNanos, arrivalNanos);
      return false;
    }
    if (sentNanos - firstSentNanos < 0) {
      return false;
    }
    if (belongs(sentNanos, arrivalNanos)) {
      lastSentNanos = Math.max(lastSentNanos, sentNanos);
      lastArrivalNanos = Math.max(lastArrivalNanos, arrivalNanos);
      return false;
    }
    boolean measured = hasPrevious && measure();
    if (open) {
      previousSentNanos = lastSentNanos;
      previousArrivalNanos = lastArrivalNanos;
      hasPrevious = true;
    }
    openWith(sentNanos, arrivalNanos);
    return measured;
  }

  long sentDeltaNanos() {
    return sentDeltaNanos;
  }

  long arrivalDeltaNanos() {
    return arrivalDeltaNanos;
  }

  void reset() {
    open = false;
    hasPrevious = false;
    backwards = 0;
  }

  private void openWith(long sentNanos, long arrivalNanos) {
    open = true;
    firstSentNanos = sentNanos;
    lastSentNanos = sentNanos;
    firstArrivalNanos = arrivalNanos;
    lastArrivalNanos = arrivalNanos;
  }

  private boolean belongs(long sentNanos, long arrivalNanos) {
    if (sentNanos - firstSentNanos <= GROUP_NANOS) {
      return true;
    }
    long arrivalGapNanos = arrivalNanos - lastArrivalNanos;
    return arrivalGapNanos < sentNanos - lastSentNanos
        && arrivalGapNanos <= BURST_GAP_NANOS
        && arrivalNanos - firstArrivalNanos < LONGEST_BURST_NANOS;
  }

  private boolean measure() {
    sentDeltaNanos = lastSentNanos - previousSentNanos;
    arrivalDeltaNanos = lastArrivalNanos - previousArrivalNanos;
    if (arrivalDeltaNanos - sentDeltaNanos >= CLOCK_JUMP_NANOS) {
      reset();
      return false;
    }
    if (arrivalDeltaNanos < 0) {
      if (++backwards >= BACKWARDS_IN_A_ROW) {
        reset();
      }
      return false;
    }
    backwards = 0;
    return true;
  }
}
