package dev.plenum.sfu.stream;

/** When the latest pictures of one stream began to come. Belongs to its {@link ReceiveStream}. */
final class RecentPictures {
  /** How many are remembered. */
  static final int COUNT = 5;

  private final long[] beganNanos = new long[COUNT];
  private long count;
  private int latestTimestamp;

  /** A packet of one came, whatever is in it. */
  void note(int timestamp, long nowNanos) {
    if (count == 0 || timestamp - latestTimestamp > 0) {
      latestTimestamp = timestamp;
      beganNanos[(int) (count++ % COUNT)] = nowNanos;
    }
  }

  /** Whether the last {@value #COUNT} of them all began after a time. */
  boolean allBeganAfter(long nanos) {
    return count >= COUNT && beganNanos[(int) (count % COUNT)] - nanos > 0;
  }
}
