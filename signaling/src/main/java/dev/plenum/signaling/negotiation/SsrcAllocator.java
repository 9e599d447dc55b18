package dev.plenum.signaling.negotiation;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Draws SSRCs that nobody in the session uses yet (RFC 3550 section 8.1). */
final class SsrcAllocator {

  private final Set<Integer> taken = new HashSet<>(Set.of(0));
  private final RandomGenerator random;

  SsrcAllocator(RandomGenerator random) {
    this.random = random;
  }

  void take(int ssrc) {
    taken.add(ssrc);
  }

  int next() {
    int ssrc;
    do {
      ssrc = random.nextInt();
    } while (!taken.add(ssrc));
    return ssrc;
  }
}
