package dev.plenum.load;

/** When the packets of a picture leave. */
enum Spacing {
  /** One after the other, as browsers send them. */
  FRAME,
  /** Spread evenly over the time until the next picture, so that no two are neighbours. */
  EVEN
}
