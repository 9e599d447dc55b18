package dev.plenum.e2e;

/**
 * What one direction of a {@link Home}'s link does to packets, as {@code emulated_link.py} reads
 * it; 0 for what is not limited.
 *
 * @param rateKbps including IP headers
 * @param queueMs what would wait longer for its turn at that rate is lost
 * @param jitterMs up to so much more or less delay, each packet on its own: they overtake each
 *     other
 */
record Conditions(int rateKbps, int queueMs, int delayMs, int jitterMs, int lossPercent) {

  /** A good line to a server in the same country. */
  static final Conditions GOOD = new Conditions(0, 0, 10, 0, 0);

  private static final int QUEUE_MS = 300;

  /** The same with a rate, and a queue such as home routers have. */
  Conditions rate(int kbps) {
    return new Conditions(kbps, QUEUE_MS, delayMs, jitterMs, lossPercent);
  }

  Conditions delay(int ms) {
    return new Conditions(rateKbps, queueMs, ms, jitterMs, lossPercent);
  }

  /** The same with jitter, and a delay that leaves room for it. */
  Conditions jitter(int ms) {
    return new Conditions(rateKbps, queueMs, Math.max(delayMs, ms), ms, lossPercent);
  }

  Conditions loss(int percent) {
    return new Conditions(rateKbps, queueMs, delayMs, jitterMs, percent);
  }

  /** As the script reads it. */
  @Override
  public String toString() {
    return "rate=%d queue=%d delay=%d jitter=%d loss=%d"
        .formatted(rateKbps, queueMs, delayMs, jitterMs, lossPercent);
  }
}
