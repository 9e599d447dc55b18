package dev.plenum.signaling.rest;

import java.util.List;

/**
 * What a client may know before it joins.
 *
 * @param development whether anyone may join
 * @param codecs what the server forwards, so that clients offer nothing else
 * @param pingMs how often a client pings
 * @param features what the server knows of {@link dev.plenum.signaling.message.Features}
 */
public record ClientConfig(
    String version,
    boolean development,
    Codecs codecs,
    Slots slots,
    ClientLimits limits,
    long pingMs,
    List<String> features) {

  /** By kind of media, as {@code a=rtpmap} spells them. */
  public record Codecs(List<String> video, List<String> audio) {

    public static final Codecs ALL =
        new Codecs(List.of("VP8", "H264", "VP9", "AV1"), List.of("opus"));
  }

  /**
   * How many receiving m-lines to offer.
   *
   * @param audio for the loudest microphones
   * @param screenAudio for the sound of screens, behind those
   * @param video to begin with
   * @param phone video to begin with on a phone
   * @param steps to grow to
   */
  public record Slots(int audio, int screenAudio, int video, int phone, List<Integer> steps) {

    public static final Slots DEFAULT = new Slots(3, 1, 9, 4, List.of(9, 25, 49));
  }

  /**
   * @param participants in one room
   * @param messageBytes a WebSocket message, but for those with an offer
   * @param offerBytes a WebSocket message with an offer
   * @param dataBytes the body of a data message
   */
  public record ClientLimits(int participants, int messageBytes, int offerBytes, int dataBytes) {}
}
