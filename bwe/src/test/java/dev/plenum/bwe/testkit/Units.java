package dev.plenum.bwe.testkit;

/** Lets scenarios say their numbers in the units people use. */
public final class Units {
  private Units() {}

  public static long seconds(double seconds) {
    return Math.round(seconds * 1e9);
  }

  public static long millis(double millis) {
    return Math.round(millis * 1e6);
  }

  public static long mbps(double mbps) {
    return Math.round(mbps * 1e6);
  }

  public static long kbps(double kbps) {
    return Math.round(kbps * 1e3);
  }
}
