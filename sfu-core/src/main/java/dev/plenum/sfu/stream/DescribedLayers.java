package dev.plenum.sfu.stream;

import dev.plenum.rtp.dd.DecodeTargetIndication;
import dev.plenum.rtp.dd.DependencyDescriptor;
import dev.plenum.rtp.dd.DependencyStructure;
import org.jspecify.annotations.Nullable;

/**
 * Layers of any codec by the dependency descriptor (AV1 RTP payload format, appendix A): the frames
 * of one decode target pass.
 *
 * <p>Another decode target is taken up at a key frame, or at a frame from which on it can be
 * decoded (indication <em>switch</em>) and whose own references have passed. A target of fewer
 * frames of the same picture is a part of the present one and is taken up at once; it also bridges
 * the time until the key frame from which on a smaller picture can be shown.
 */
final class DescribedLayers implements LayerFilter {
  private static final int NO_TARGET = -1;

  private final FrameDecisions decisions = new FrameDecisions();
  private @Nullable DependencyStructure structure;
  private int limitSpatial = Forwarder.HIGHEST;
  private int limitTemporal = Forwarder.HIGHEST;
  private int target = NO_TARGET;
  private int targetBefore = NO_TARGET;
  private long since;
  private boolean keyFrameWanted;

  @Override
  public void limit(int spatial, int temporal) {
    limitSpatial = spatial;
    limitTemporal = temporal;
  }

  @Override
  public boolean passes(FrameReader reader) {
    keyFrameWanted = false;
    long frame = reader.frame();
    DependencyStructure known = reader.descriptor().structure();
    if (!reader.isDescribed() || known == null || decisions.passes(frame)) {
      return true;
    }
    if (decisions.isLeftOut(frame)) {
      return false;
    }
    boolean passes = decide(reader.descriptor(), known, frame);
    decisions.decide(frame, passes);
    if (passes) {
      expectReferences(reader.descriptor(), frame);
    }
    return passes;
  }

  private boolean decide(DependencyDescriptor descriptor, DependencyStructure known, long frame) {
    adopt(known);
    int wanted = best(known, limitSpatial, limitTemporal, descriptor.activeDecodeTargets());
    if (wanted != target && decisions.isNewest(frame)) {
      move(descriptor, known, wanted, frame);
    }
    int through = frame < since ? targetBefore : target;
    boolean passes = isPresent(descriptor, through) && noReferenceLeftOut(descriptor, frame);
    keyFrameWanted = !passes && descriptor.temporalId() == 0 && isPresent(descriptor, wanted);
    return passes;
  }

  /** With another structure, decode targets are numbered otherwise. */
  private void adopt(DependencyStructure known) {
    if (structure == known) {
      return;
    }
    if (structure != null && target != NO_TARGET) {
      int spatial = structure.decodeTargetSpatialId(target);
      int temporal = structure.decodeTargetTemporalId(target);
      target = best(known, spatial, temporal, known.allDecodeTargets());
    }
    targetBefore = target;
    structure = known;
  }

  private void move(
      DependencyDescriptor descriptor, DependencyStructure known, int wanted, long frame) {
    if (mayTakeUp(descriptor, known, wanted, frame)) {
      takeUp(wanted, frame);
    } else if (known.decodeTargetSpatialId(wanted) < known.decodeTargetSpatialId(target)) {
      int fewestFrames =
          best(known, known.decodeTargetSpatialId(target), 0, known.allDecodeTargets());
      if (isPartOf(known, fewestFrames, target)) {
        takeUp(fewestFrames, frame);
      }
    }
  }

  private boolean mayTakeUp(
      DependencyDescriptor descriptor, DependencyStructure known, int wanted, long frame) {
    if (target == NO_TARGET || isPartOf(known, wanted, target)) {
      return true;
    }
    if (descriptor.frameDiffCount() == 0 && descriptor.spatialId() == 0) {
      return true;
    }
    return descriptor.indication(wanted) == DecodeTargetIndication.SWITCH
        && haveReferencesPassed(descriptor, frame);
  }

  private static boolean isPartOf(DependencyStructure known, int part, int whole) {
    return known.decodeTargetSpatialId(part) == known.decodeTargetSpatialId(whole)
        && known.decodeTargetTemporalId(part) < known.decodeTargetTemporalId(whole);
  }

  private void takeUp(int next, long frame) {
    targetBefore = target;
    target = next;
    since = frame;
  }

  /**
   * The active decode target with the largest picture within the limits, and of those the one with
   * most frames; where none is, the least one.
   */
  private static int best(DependencyStructure known, int spatial, int temporal, int active) {
    int best = NO_TARGET;
    int least = 0;
    for (int i = 0; i < known.decodeTargetCount(); i++) {
      if ((active & (1 << i)) == 0) {
        continue;
      }
      least = best == NO_TARGET && rank(known, i) < rank(known, least) ? i : least;
      boolean within =
          known.decodeTargetSpatialId(i) <= spatial && known.decodeTargetTemporalId(i) <= temporal;
      if (within && (best == NO_TARGET || rank(known, i) > rank(known, best))) {
        best = i;
      }
    }
    return best == NO_TARGET ? least : best;
  }

  private static int rank(DependencyStructure known, int target) {
    return (known.decodeTargetSpatialId(target) << 3) | known.decodeTargetTemporalId(target);
  }

  private static boolean isPresent(DependencyDescriptor descriptor, int target) {
    return target != NO_TARGET
        && descriptor.indication(target) != DecodeTargetIndication.NOT_PRESENT;
  }

  private boolean noReferenceLeftOut(DependencyDescriptor descriptor, long frame) {
    for (int i = 0; i < descriptor.frameDiffCount(); i++) {
      if (decisions.isLeftOut(frame - descriptor.frameDiff(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean haveReferencesPassed(DependencyDescriptor descriptor, long frame) {
    for (int i = 0; i < descriptor.frameDiffCount(); i++) {
      if (!decisions.passes(frame - descriptor.frameDiff(i))) {
        return false;
      }
    }
    return true;
  }

  private void expectReferences(DependencyDescriptor descriptor, long frame) {
    for (int i = 0; i < descriptor.frameDiffCount(); i++) {
      decisions.expect(frame - descriptor.frameDiff(i));
    }
  }

  @Override
  public boolean wantsKeyFrame() {
    return keyFrameWanted;
  }

  @Override
  public int topSpatial() {
    int spatial = spatial();
    return structure == null || spatial == structure.spatialLayerCount() - 1
        ? Forwarder.HIGHEST
        : spatial;
  }

  @Override
  public int spatial() {
    return structure == null || target == NO_TARGET ? 0 : structure.decodeTargetSpatialId(target);
  }

  @Override
  public int temporal() {
    return structure == null || target == NO_TARGET ? 0 : structure.decodeTargetTemporalId(target);
  }
}
