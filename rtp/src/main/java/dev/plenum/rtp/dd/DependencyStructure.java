package dev.plenum.rtp.dd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The templates, decode targets and chains of a coded video sequence (AV1 RTP payload format,
 * A.8.3). Immutable; comes with key frames.
 *
 * <p>A <em>decode target</em> is a set of frames that can be decoded and shown, as "360p at 15
 * frames per second". A <em>chain</em> is a row of frames that must all have arrived for the decode
 * targets that it protects to be decodable.
 */
public final class DependencyStructure {
  static final int LARGEST_TEMPLATE_COUNT = 64;
  static final int LARGEST_DECODE_TARGET_COUNT = 32;
  static final int LARGEST_SPATIAL_ID = 3;
  static final int LARGEST_TEMPORAL_ID = 7;

  private static final int NO_CHAIN = -1;

  private final int templateIdOffset;
  private final int decodeTargetCount;
  private final int chainCount;
  private final FrameTemplate[] templates;
  private final int[] protectingChains;
  private final int @Nullable [] sizes;
  private final int[] targetSpatialIds;
  private final int[] targetTemporalIds;

  /**
   * Makes a structure of templates that are sorted by spatial, then by temporal id, without gaps.
   *
   * @param templateIdOffset id of the first template, 0 to 63
   * @param protectingChains for each decode target the chain that protects it; empty if there are
   *     no chains
   * @param sizes width and height in pixels of each spatial layer in turn, or null if they are not
   *     told
   */
  public DependencyStructure(
      int templateIdOffset,
      int decodeTargetCount,
      int chainCount,
      List<FrameTemplate> templates,
      int[] protectingChains,
      int @Nullable [] sizes) {
    this.templateIdOffset = templateIdOffset;
    this.decodeTargetCount = decodeTargetCount;
    this.chainCount = chainCount;
    this.templates = templates.toArray(FrameTemplate[]::new);
    this.protectingChains = protectingChains.clone();
    this.sizes = sizes == null ? null : sizes.clone();
    targetSpatialIds = new int[decodeTargetCount];
    targetTemporalIds = new int[decodeTargetCount];
    checkOrder();
    findTargetLayers();
  }

  private void checkOrder() {
    FrameTemplate before = templates[0];
    boolean ordered = before.spatialId() == 0 && before.temporalId() == 0;
    for (FrameTemplate template : templates) {
      ordered &= nextLayer(before, template) >= 0;
      before = template;
    }
    if (!ordered || decodeTargetCount < 1 || decodeTargetCount > LARGEST_DECODE_TARGET_COUNT) {
      throw new IllegalArgumentException("templates out of order, or number of decode targets");
    }
  }

  /**
   * The code of the step from one template's layer to the next one's, or -1 if there is none for
   * it.
   */
  static int nextLayer(FrameTemplate from, FrameTemplate to) {
    int spatialStep = to.spatialId() - from.spatialId();
    int temporalStep = to.temporalId() - from.temporalId();
    if (spatialStep == 1) {
      return to.temporalId() == 0 ? 2 : -1;
    }
    return spatialStep == 0 && (temporalStep == 0 || temporalStep == 1) ? temporalStep : -1;
  }

  /** A decode target is of the highest layers that any of its frames is of (A.8.3.5). */
  private void findTargetLayers() {
    for (int target = 0; target < decodeTargetCount; target++) {
      for (FrameTemplate template : templates) {
        if (template.indication(target) != DecodeTargetIndication.NOT_PRESENT) {
          targetSpatialIds[target] = Math.max(targetSpatialIds[target], template.spatialId());
          targetTemporalIds[target] = Math.max(targetTemporalIds[target], template.temporalId());
        }
      }
    }
  }

  public int templateIdOffset() {
    return templateIdOffset;
  }

  public int templateCount() {
    return templates.length;
  }

  public FrameTemplate template(int index) {
    return templates[index];
  }

  public int decodeTargetCount() {
    return decodeTargetCount;
  }

  public int decodeTargetSpatialId(int decodeTarget) {
    return targetSpatialIds[decodeTarget];
  }

  public int decodeTargetTemporalId(int decodeTarget) {
    return targetTemporalIds[decodeTarget];
  }

  /** A mask with a bit for each decode target, the first one lowest. */
  public int allDecodeTargets() {
    return (int) ((1L << decodeTargetCount) - 1);
  }

  public int chainCount() {
    return chainCount;
  }

  /** The chain that protects a decode target, or -1 if there are no chains. */
  public int protectingChain(int decodeTarget) {
    return chainCount == 0 ? NO_CHAIN : protectingChains[decodeTarget];
  }

  public int spatialLayerCount() {
    return templates[templates.length - 1].spatialId() + 1;
  }

  /** How many temporal layers the decode targets have at most. */
  public int temporalLayerCount() {
    int highest = 0;
    for (int temporalId : targetTemporalIds) {
      highest = Math.max(highest, temporalId);
    }
    return highest + 1;
  }

  /** Whether the structure tells the sizes of its spatial layers. */
  public boolean hasSizes() {
    return sizes != null;
  }

  /** Width in pixels of a spatial layer, or 0 if the structure does not tell. */
  public int width(int spatialId) {
    return sizes == null ? 0 : sizes[2 * spatialId];
  }

  /** Height in pixels of a spatial layer, or 0 if the structure does not tell. */
  public int height(int spatialId) {
    return sizes == null ? 0 : sizes[2 * spatialId + 1];
  }
}
