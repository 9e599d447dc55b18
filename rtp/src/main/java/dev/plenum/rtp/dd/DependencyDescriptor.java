package dev.plenum.rtp.dd;

import org.jspecify.annotations.Nullable;

/**
 * What a packet's dependency descriptor says about its frame (AV1 RTP payload format, A.8). Filled
 * by a {@link DependencyDescriptorReader} for one packet after another; owned by whoever creates
 * it.
 */
public final class DependencyDescriptor {
  /** No codec lets a frame refer to more frames; H.264 goes up to here. */
  static final int LARGEST_FRAME_DIFF_COUNT = 16;

  boolean startOfFrame;
  boolean endOfFrame;
  int frameNumber;
  int templateId;
  boolean structureAttached;
  boolean activeDecodeTargetsAttached;
  int activeDecodeTargets;
  int spatialId;
  int temporalId;
  long indications;
  int frameDiffCount;
  final int[] frameDiffs = new int[LARGEST_FRAME_DIFF_COUNT];
  final int[] chainDiffs = new int[DependencyStructure.LARGEST_DECODE_TARGET_COUNT];
  @Nullable DependencyStructure structure;

  void follow(FrameTemplate template) {
    spatialId = template.spatialId();
    temporalId = template.temporalId();
    indications = template.indications();
    frameDiffCount = template.frameDiffCount();
    for (int i = 0; i < frameDiffCount; i++) {
      frameDiffs[i] = template.frameDiff(i);
    }
    for (int chain = 0; chain < template.chainDiffCount(); chain++) {
      chainDiffs[chain] = template.chainDiff(chain);
    }
  }

  /** Whether the packet is the first of its frame. */
  public boolean startOfFrame() {
    return startOfFrame;
  }

  /** Whether the packet is the last of its frame. */
  public boolean endOfFrame() {
    return endOfFrame;
  }

  /** The frame's number, 16 bits, wrapping; counts all frames of all layers. */
  public int frameNumber() {
    return frameNumber;
  }

  public void frameNumber(int frameNumber) {
    this.frameNumber = frameNumber & 0xffff;
  }

  public int templateId() {
    return templateId;
  }

  /** The structure that the frame's template belongs to; null until one has arrived. */
  public @Nullable DependencyStructure structure() {
    return structure;
  }

  /**
   * Whether the structure came, or shall go, with this packet: it begins a coded video sequence.
   */
  public boolean structureAttached() {
    return structureAttached;
  }

  public void structureAttached(boolean attached) {
    structureAttached = attached;
  }

  /** Mask of the decode targets that the sender still produces, the first one lowest. */
  public int activeDecodeTargets() {
    return activeDecodeTargets;
  }

  /** Sets which decode targets are produced from here on, to be told with this packet. */
  public void activeDecodeTargets(int mask) {
    activeDecodeTargets = mask;
    activeDecodeTargetsAttached = true;
  }

  /** Whether that mask came, or shall go, with this packet. */
  public boolean activeDecodeTargetsAttached() {
    return activeDecodeTargetsAttached;
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
    return frameDiffCount;
  }

  /** How many frames back one of the frames lies that this one refers to. */
  public int frameDiff(int index) {
    return frameDiffs[index];
  }

  /** How many frames back the last frame of a chain lies, 0 if there is none. */
  public int chainDiff(int chain) {
    return chainDiffs[chain];
  }
}
