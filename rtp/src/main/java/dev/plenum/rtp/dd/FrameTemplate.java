package dev.plenum.rtp.dd;

/** How frames of one kind relate to others (AV1 RTP payload format, A.8.3.1). Immutable. */
public final class FrameTemplate {
  private final int spatialId;
  private final int temporalId;
  private final long indications;
  private final int[] frameDiffs;
  private final int[] chainDiffs;

  FrameTemplate(
      int spatialId, int temporalId, long indications, int[] frameDiffs, int[] chainDiffs) {
    this.spatialId = spatialId;
    this.temporalId = temporalId;
    this.indications = indications;
    this.frameDiffs = frameDiffs;
    this.chainDiffs = chainDiffs;
  }

  /**
   * A template in the notation of the specification's examples.
   *
   * @param indications one letter of {@link DecodeTargetIndication} for each decode target
   * @param frameDiffs how many frames back each frame lies that this one refers to: 1 to 16
   * @param chainDiffs for each chain how many frames back its last frame lies, 0 to 15; 0 if there
   *     is none
   */
  public static FrameTemplate of(
      int spatialId, int temporalId, String indications, int[] frameDiffs, int[] chainDiffs) {
    long packed = DecodeTargetIndication.parse(indications);
    return new FrameTemplate(spatialId, temporalId, packed, frameDiffs.clone(), chainDiffs.clone());
  }

  public int spatialId() {
    return spatialId;
  }

  public int temporalId() {
    return temporalId;
  }

  public DecodeTargetIndication indication(int decodeTarget) {
    return DecodeTargetIndication.in(indications, decodeTarget);
  }

  public int frameDiffCount() {
    return frameDiffs.length;
  }

  public int frameDiff(int index) {
    return frameDiffs[index];
  }

  public int chainDiffCount() {
    return chainDiffs.length;
  }

  public int chainDiff(int chain) {
    return chainDiffs[chain];
  }

  long indications() {
    return indications;
  }
}
