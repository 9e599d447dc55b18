package dev.plenum.load;

/**
 * How many packets came to somebody.
 *
 * @param sounds of sound
 * @param pictures of pictures, those that were asked for again included
 * @param repeated of them, those that were asked for again
 * @param lost that never came, or have not yet been repeated
 * @param backward of those that came, those whose timestamp lies before that of one before them
 */
record Tally(long sounds, long pictures, long repeated, long lost, long backward) {
  static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

  long packets() {
    return sounds + pictures;
  }

  Tally plus(Tally other) {
    return new Tally(
        sounds + other.sounds,
        pictures + other.pictures,
        repeated + other.repeated,
        lost + other.lost,
        backward + other.backward);
  }

  /** What came since then. */
  Tally since(Tally before) {
    return new Tally(
        sounds - before.sounds,
        pictures - before.pictures,
        repeated - before.repeated,
        lost - before.lost,
        backward - before.backward);
  }
}
