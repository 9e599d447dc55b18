package dev.plenum.sfu.stream;

/**
 * How a {@link ModelEncoder} layers its frames. Temporal layers repeat over four pictures, 0 2 1 2
 * of three, 0 1 0 1 of two. In two of three rounds upper ones lean on the round before, so that not
 * every round lets a receiver move up.
 *
 * @param keyOnly whether spatial layers lean on each other in key pictures only
 */
record Scalability(int spatialLayers, int temporalLayers, boolean keyOnly) {
  static final int ROUND = 4;

  private static final int[][] PATTERNS = {{0, 0, 0, 0}, {0, 1, 0, 1}, {0, 2, 1, 2}};

  int temporal(int sinceKey) {
    return PATTERNS[temporalLayers - 1][sinceKey % ROUND];
  }

  /** Whether the picture's round leans on nothing of the upper layers of the round before. */
  boolean isOpenRound(int sinceKey) {
    return sinceKey / ROUND % 3 == 0;
  }

  int targets() {
    return spatialLayers * temporalLayers;
  }

  int target(int spatial, int temporal) {
    return spatial * temporalLayers + temporal;
  }
}
