package dev.plenum.e2e;

/**
 * Samples that a page has played since it was opened.
 *
 * @param madeUp those which stood in for sound that did not come in time
 */
record Sound(double played, double madeUp) {

  /** The share since then that was made up, 0 to 1; all of it if nothing was played. */
  double madeUpSince(Sound before) {
    double playedSince = played - before.played;
    return playedSince > 0 ? (madeUp - before.madeUp) / playedSince : 1;
  }
}
