package dev.plenum.bwe.probe;

/** The rate of a series of packets: the line through time over bytes, by least squares. */
final class RateLine {
  private int points;
  private long firstNanos;
  private double bytes;
  private double nanos;
  private double bytesSquared;
  private double bytesNanos;

  void clear() {
    points = 0;
    bytes = 0;
    nanos = 0;
    bytesSquared = 0;
    bytesNanos = 0;
  }

  void add(long bytesSoFar, long atNanos) {
    if (points == 0) {
      firstNanos = atNanos;
    }
    double x = (double) bytesSoFar;
    double y = (double) (atNanos - firstNanos);
    points++;
    bytes += x;
    nanos += y;
    bytesSquared += x * x;
    bytesNanos += x * y;
  }

  /** 0 if the points make no line that rises. */
  double bps() {
    double spread = points * bytesSquared - bytes * bytes;
    double slope = points * bytesNanos - bytes * nanos;
    return slope > 0 ? spread / slope * 8e9 : 0;
  }
}
