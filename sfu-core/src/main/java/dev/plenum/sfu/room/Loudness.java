package dev.plenum.sfu.room;

/**
 * Owner: the room's loop. How loud one microphone has been lately, from the audio levels of its
 * packets (RFC 6464), on a scale from 0 (digital silence) to 127.
 *
 * <p>It rises within a few packets and falls over some 300 ms, so that a speaker keeps the floor
 * between words, and loses it soon after the last even where silence is hardly sent (DTX).
 */
final class Loudness {

  /** Speech is louder than −60 dBov at usual gains; room noise is mostly below. */
  static final double SPEECH = 127 - 60;

  private static final double RISE = 0.4;
  private static final double FALL_NANOS = 330_000_000;

  private final int csrc;
  private double score;
  private long observedNanos;
  private long heardSinceNanos;
  private long lastSpokeNanos;
  private boolean spoke;

  Loudness(int csrc) {
    this.csrc = csrc;
  }

  void observe(int levelDbov, long nowNanos) {
    double loudness = 127 - levelDbov;
    double fall = Math.min((nowNanos - observedNanos) / FALL_NANOS, 1);
    score += (loudness - score) * (loudness > score ? RISE : fall);
    observedNanos = nowNanos;
    if (score >= SPEECH) {
      spoke = true;
      lastSpokeNanos = nowNanos;
    }
  }

  /** Nothing was received for a while, so what was loud is not any more. */
  void silence() {
    score = 0;
    spoke = false;
  }

  boolean spokeWithin(long windowNanos, long nowNanos) {
    return spoke && nowNanos - lastSpokeNanos < windowNanos;
  }

  void heardSince(long nowNanos) {
    heardSinceNanos = nowNanos;
  }

  long heardSinceNanos() {
    return heardSinceNanos;
  }

  double score() {
    return score;
  }

  int csrc() {
    return csrc;
  }
}
