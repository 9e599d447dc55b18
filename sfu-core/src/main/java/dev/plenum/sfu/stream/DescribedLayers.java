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
 * decoded (indication <em>switch</em>) and whose own references have passed; but not where the
 * present target's picture has ended already, with a marker. A target of fewer frames of the same
 * picture is a part of the present one and is taken up at once; it also bridges the time until the
 * key frame from which on a smaller picture can be shown.
 *
 * <p>A packet whose structure is not known passes if it overtook the one that brings the structure,
 * and not if it is from before it.
 */
final class DescribedLayers extends FrameFilter {
  private static final int NO_TARGET = -1;

  private @Nullable DependencyStructure structure;
  private long newestDescribed = Long.MIN_VALUE;

  @Override
  boolean decide(FrameReader reader, long frame) {
    DependencyStructure known = structureOf(reader);
    return known == null ? frame > newestDescribed : decide(reader.descriptor(), known, frame);
  }

  private static @Nullable DependencyStructure structureOf(FrameReader reader) {
    return reader.isDescribed() ? reader.descriptor().structure() : null;
  }

  /** Its references have to pass if they still come. */
  @Override
  void passed(FrameReader reader, long frame) {
    if (structureOf(reader) == null) {
      return;
    }
    DependencyDescriptor descriptor = reader.descriptor();
    for (int i = 0; i < descriptor.frameDiffCount(); i++) {
      decisions.expect(frame - descriptor.frameDiff(i));
    }
  }

  private boolean decide(DependencyDescriptor descriptor, DependencyStructure known, long frame) {
    structure = known;
    int wanted = best(known, limitSpatial, limitTemporal, descriptor.activeDecodeTargets());
    if (frame > newestDescribed) {
      newestDescribed = frame;
      if (rank(known, wanted) != levels.present()) {
        move(descriptor, known, wanted, frame);
      }
    }
    boolean passes =
        isPresent(descriptor, ofLevel(known, levels.at(frame)))
            && noReferenceLeftOut(descriptor, frame);
    keyFrameWanted = !passes && descriptor.temporalId() == 0 && isPresent(descriptor, wanted);
    return passes;
  }

  private void move(
      DependencyDescriptor descriptor, DependencyStructure known, int wanted, long frame) {
    int target = ofLevel(known, levels.present());
    if (mayTakeUp(descriptor, known, target, wanted, frame)) {
      levels.change(frame, rank(known, wanted));
    } else if (known.decodeTargetSpatialId(wanted) < known.decodeTargetSpatialId(target)) {
      int fewestFrames =
          best(known, known.decodeTargetSpatialId(target), 0, known.allDecodeTargets());
      if (isPartOf(known, fewestFrames, target)) {
        levels.change(frame, rank(known, fewestFrames));
      }
    }
  }

  private boolean mayTakeUp(
      DependencyDescriptor descriptor,
      DependencyStructure known,
      int target,
      int wanted,
      long frame) {
    if (target == NO_TARGET || isPartOf(known, wanted, target)) {
      return true;
    }
    if (descriptor.frameDiffCount() == 0 && descriptor.spatialId() == 0) {
      return true;
    }
    boolean pictureEnded =
        descriptor.spatialId() > 0
            && known.decodeTargetSpatialId(wanted) > known.decodeTargetSpatialId(target);
    return descriptor.indication(wanted) == DecodeTargetIndication.SWITCH
        && !pictureEnded
        && haveReferencesPassed(descriptor, frame);
  }

  private static boolean isPartOf(DependencyStructure known, int part, int whole) {
    return known.decodeTargetSpatialId(part) == known.decodeTargetSpatialId(whole)
        && known.decodeTargetTemporalId(part) < known.decodeTargetTemporalId(whole);
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

  /** What a target shows, in whatever structure it is. */
  private static int rank(DependencyStructure known, int target) {
    return level(known.decodeTargetSpatialId(target), known.decodeTargetTemporalId(target));
  }

  private static int ofLevel(DependencyStructure known, int rank) {
    return rank == LevelHistory.NOTHING
        ? NO_TARGET
        : best(known, spatialOf(rank), temporalOf(rank), known.allDecodeTargets());
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

  @Override
  public int topSpatial() {
    int spatial = spatial();
    return structure == null || spatial >= structure.spatialLayerCount() - 1
        ? Forwarder.HIGHEST
        : spatial;
  }
}
