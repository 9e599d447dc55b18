package dev.plenum.sfu.stream;

/** Deadlines on the monotonic clock, which may wrap: they compare by subtraction. */
public final class Deadline {
  /** Nothing is planned. */
  public static final long NONE = Long.MAX_VALUE;

  private Deadline() {}

  public static boolean isDue(long deadlineNanos, long nowNanos) {
    return deadlineNanos != NONE && deadlineNanos - nowNanos <= 0;
  }

  public static long earlier(long one, long other) {
    if (one == NONE) {
      return other;
    }
    return other == NONE || one - other <= 0 ? one : other;
  }
}
