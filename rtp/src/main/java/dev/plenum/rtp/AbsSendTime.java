package dev.plenum.rtp;

/**
 * When a packet left its sender (draft-alvestrand-rmcat-remb-03 section 2): seconds as a
 * fixed-point number of 6 bits before and 18 behind the point, so it wraps every 64 s and counts in
 * steps of 3.8 µs.
 */
public final class AbsSendTime {
  /** Bytes of the element's data. */
  public static final int BYTES = 3;

  private static final int FRACTION_BITS = 18;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long WRAP_NANOS = 64 * NANOS_PER_SECOND;

  private AbsSendTime() {}

  /** The 24-bit send time. */
  public static int read(byte[] bytes, int offset) {
    return BigEndian.uint24(bytes, offset);
  }

  public static void write(byte[] bytes, int offset, int sendTime) {
    BigEndian.put24(bytes, offset, sendTime);
  }

  /** The 24-bit send time of a monotonic time. */
  public static int ofNanos(long nanos) {
    long withinWrap = Math.floorMod(nanos, WRAP_NANOS);
    return (int) ((withinWrap << FRACTION_BITS) / NANOS_PER_SECOND);
  }

  /** Nanoseconds from one send time to a later or earlier one, less than 32 s apart. */
  public static long distanceNanos(int from, int to) {
    int distance = ((to - from) << 8) >> 8;
    return (distance * NANOS_PER_SECOND) >> FRACTION_BITS;
  }
}
