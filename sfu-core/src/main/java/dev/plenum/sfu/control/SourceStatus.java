package dev.plenum.sfu.control;

import java.util.List;

/** A published source as the media plane sees it. */
public record SourceStatus(
    String participantId, int csrc, SourceKind kind, boolean muted, List<LayerStatus> layers) {

  /**
   * A simulcast layer.
   *
   * @param rid empty without simulcast
   * @param widthPixels of its last key frame, 0 while unknown
   * @param lossFraction of what the publisher sent, before repair, since the last report, 0–1
   */
  public record LayerStatus(
      String rid,
      int ssrc,
      String codec,
      boolean flowing,
      int widthPixels,
      int heightPixels,
      long receivedBps,
      double lossFraction) {}
}
