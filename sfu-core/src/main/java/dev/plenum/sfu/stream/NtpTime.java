package dev.plenum.sfu.stream;

/** NTP timestamps: seconds since 1900 in 32.32 bits (RFC 3550 section 4). */
public final class NtpTime {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long UNIX_EPOCH_SECONDS = 2_208_988_800L;

  private NtpTime() {}

  /** Nanoseconds since 1900; they fit until 2192. */
  static long nanos(long ntpTimestamp) {
    long seconds = ntpTimestamp >>> 32;
    long fraction = ntpTimestamp & 0xffff_ffffL;
    return seconds * NANOS_PER_SECOND + ((fraction * NANOS_PER_SECOND) >>> 32);
  }

  /** The timestamp of a wall-clock time. */
  public static long ofUnixNanos(long unixNanos) {
    long seconds = Math.floorDiv(unixNanos, NANOS_PER_SECOND) + UNIX_EPOCH_SECONDS;
    long rest = Math.floorMod(unixNanos, NANOS_PER_SECOND);
    return (seconds << 32) | ((rest << 32) / NANOS_PER_SECOND);
  }

  /** The middle 32 bits, by which reports refer to each other. */
  static int middle(long ntpTimestamp) {
    return (int) (ntpTimestamp >>> 16);
  }
}
