package dev.plenum.e2e;

/**
 * How badly somebody was seen and heard.
 *
 * @param video share of the time in which the picture stood still, 0 to 1
 * @param audio share of the sound that had to be made up, 0 to 1
 * @param height of the pictures in between, their median
 * @param backSeconds after the trouble until all pictures were whole again; infinite if they were
 *     not within some patience
 */
record Stalls(double video, double audio, int height, double backSeconds) {

  @Override
  public String toString() {
    return "video %5.1f%%  audio %5.1f%%  %3d lines  back %4.1f s"
        .formatted(100 * video, 100 * audio, height, backSeconds);
  }
}
