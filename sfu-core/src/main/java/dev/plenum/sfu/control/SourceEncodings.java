package dev.plenum.sfu.control;

import java.util.List;

/**
 * What the publisher of a source should send of it.
 *
 * @param mid the m-line on which the source is sent
 * @param csrc the source's number
 * @param encodings all that the source has, from the smallest picture on; where one of an SVC
 *     source stands for all its layers, {@code maxBps} is for all of them together
 */
public record SourceEncodings(String mid, int csrc, List<Encoding> encodings) {

  public SourceEncodings {
    encodings = List.copyOf(encodings);
  }

  /**
   * What an {@code RTCRtpEncodingParameters} should be set to.
   *
   * @param rid empty without simulcast
   * @param active false where nobody would see it
   * @param maxBps the highest bit rate, 0 for no limit, and while it is not active
   * @param scale {@code scaleResolutionDownBy}, 0 to leave it as it is
   */
  public record Encoding(String rid, boolean active, long maxBps, double scale) {}
}
