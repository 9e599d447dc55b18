package dev.plenum.bwe.pacing;

/**
 * The shape of one transport's sending.
 *
 * @param streams video streams are numbered from 0 to one less
 * @param packets places for packets that wait, of all kinds together
 * @param factor how much faster than the target rate a frame may leave
 * @param burstNanos what leaves at once, in time at the pacing rate
 * @param maxQueueNanos the longest that anything waits, in time at the pacing rate
 * @param paddingBytes on the wire, of each packet of padding
 */
public record PacerConfig(
    int streams,
    int packets,
    double factor,
    long burstNanos,
    long maxQueueNanos,
    int paddingBytes) {

  /**
   * The factor is libwebrtc's {@code kDefaultPaceMultiplier} (goog_cc_network_control.cc): a frame
   * of average size has left in 13 of its 33 milliseconds.
   */
  public static final PacerConfig DEFAULT =
      new PacerConfig(64, 2048, 2.5, 5_000_000, 250_000_000, 1200);

  public PacerConfig {
    if (streams <= 0 || packets <= 0 || paddingBytes <= 0) {
      throw new IllegalArgumentException("streams, packets and paddingBytes must be positive");
    }
    if (factor < 1 || burstNanos <= 0 || maxQueueNanos < burstNanos) {
      throw new IllegalArgumentException("1 <= factor and 0 < burstNanos <= maxQueueNanos");
    }
  }
}
