package dev.plenum.sfu.stream;

/** Converts between nanoseconds and units of an RTP clock. */
final class ClockRate {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private ClockRate() {}

  /** Nanoseconds in clock units, modulo 2^32 as timestamps count. */
  static int units(long nanos, int clockRateHz) {
    long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
    long rest = Math.floorMod(nanos, NANOS_PER_SECOND);
    return (int) (seconds * clockRateHz + rest * clockRateHz / NANOS_PER_SECOND);
  }

  /** A distance of timestamps in nanoseconds. */
  static long nanos(int units, int clockRateHz) {
    return units * NANOS_PER_SECOND / clockRateHz;
  }
}
