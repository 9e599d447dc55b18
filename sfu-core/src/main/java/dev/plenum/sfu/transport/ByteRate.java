package dev.plenum.sfu.transport;

/** Owner: the loop. How much passed within about the last second. */
final class ByteRate {

  private static final long WINDOW_NANOS = 1_000_000_000;

  private long windowBeganNanos;
  private long windowBytes;
  private long bps;

  void add(int bytes, long nowNanos) {
    roll(nowNanos);
    windowBytes += bytes;
  }

  /** Of the last whole window, 0 before there was one and after one in which nothing passed. */
  long bps(long nowNanos) {
    roll(nowNanos);
    return bps;
  }

  private void roll(long nowNanos) {
    long sinceNanos = nowNanos - windowBeganNanos;
    if (sinceNanos >= WINDOW_NANOS) {
      bps = sinceNanos < 2 * WINDOW_NANOS ? windowBytes * 8_000 / (sinceNanos / 1_000_000) : 0;
      windowBeganNanos = nowNanos;
      windowBytes = 0;
    }
  }
}
