package dev.plenum.sfu.room;

/** How much of the layers that a publisher was asked for comes; the worse the later. */
enum Reach {
  /** All of them have come since they were asked for. */
  WHOLE,
  /** They were asked for a moment ago. */
  BEGINNING,
  /** Larger ones stay away while smaller ones come. */
  SHORT,
  /** All of them came; now some do not any more while others go on. */
  FALLEN;

  Reach orWorse(Reach other) {
    return compareTo(other) < 0 ? other : this;
  }
}
