package dev.plenum.bwe.testkit;

import java.util.Random;

/** Which packets a network loses for no reason of ours. */
@FunctionalInterface
public interface Loss {
  Loss NONE = random -> false;

  boolean loses(Random random);

  /** Each packet with the same probability. */
  static Loss random(double probability) {
    return random -> random.nextDouble() < probability;
  }

  /**
   * Runs of lost packets: Gilbert's two states, of which the bad one loses everything.
   *
   * @param probability of loss in the long run
   * @param meanBurst packets that a run has on average
   */
  static Loss bursty(double probability, double meanBurst) {
    double recover = 1 / meanBurst;
    double spoil = recover * probability / (1 - probability);
    return new Loss() {
      private boolean bad;

      @Override
      public boolean loses(Random random) {
        bad = random.nextDouble() < (bad ? 1 - recover : spoil);
        return bad;
      }
    };
  }
}
