package dev.plenum.e2e;

/**
 * How badly somebody was seen and heard.
 *
 * @param video share of the time in which the picture stood still, 0 to 1
 * @param audio share of the sound that had to be made up, 0 to 1
 * @param height of the pictures in between, their median
 */
record Stalls(double video, double audio, int height) {

  @Override
  public String toString() {
    return "video %5.1f%%  audio %5.1f%%  %3d lines".formatted(100 * video, 100 * audio, height);
  }
}
