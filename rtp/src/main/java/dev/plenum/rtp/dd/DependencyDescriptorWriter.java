package dev.plenum.rtp.dd;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.BitWriter;
import java.util.Objects;

/**
 * Writes dependency descriptors, each with the template of its structure that leaves least to be
 * said. Owned by whoever creates it. {@link DependencyDescriptorReader} shows the bits.
 */
public final class DependencyDescriptorWriter {
  private static final int MANDATORY_BYTES = 3;

  private final BitWriter bits = new BitWriter();

  /** Replaces the frame number of a descriptor that is written already. */
  public static void writeFrameNumber(byte[] bytes, int offset, int frameNumber) {
    BigEndian.put16(bytes, offset + 1, frameNumber);
  }

  /**
   * Writes a descriptor whose structure is known, and tells its length in bytes. Throws if no
   * template has the frame's layers, which a frame that was read with that structure rules out.
   */
  public int write(DependencyDescriptor descriptor, byte[] bytes, int offset) {
    DependencyStructure structure = Objects.requireNonNull(descriptor.structure, "no structure");
    int index = bestTemplate(descriptor, structure);
    FrameTemplate template = structure.template(index);
    bits.wrap(bytes, offset)
        .flag(descriptor.startOfFrame)
        .flag(descriptor.endOfFrame)
        .bits(structure.templateIdOffset() + index, 6)
        .bits(descriptor.frameNumber, 16);
    boolean indications = descriptor.indications != template.indications();
    boolean frameDiffs = !sameFrameDiffs(descriptor, template);
    boolean chains = !sameChainDiffs(descriptor, template);
    boolean active = tellsActiveDecodeTargets(descriptor, structure);
    if (!descriptor.structureAttached && !active && !indications && !frameDiffs && !chains) {
      return MANDATORY_BYTES;
    }
    bits.flag(descriptor.structureAttached).flag(active);
    bits.flag(indications).flag(frameDiffs).flag(chains);
    if (descriptor.structureAttached) {
      DependencyStructureWriter.write(structure, bits);
    }
    if (active) {
      bits.bits(descriptor.activeDecodeTargets, structure.decodeTargetCount());
    }
    if (indications) {
      writeIndications(descriptor, structure);
    }
    if (frameDiffs) {
      writeFrameDiffs(descriptor);
    }
    if (chains) {
      writeChains(descriptor, structure);
    }
    return bits.end();
  }

  private static boolean tellsActiveDecodeTargets(
      DependencyDescriptor descriptor, DependencyStructure structure) {
    return descriptor.activeDecodeTargetsAttached
        || (descriptor.structureAttached
            && descriptor.activeDecodeTargets != structure.allDecodeTargets());
  }

  private static int bestTemplate(DependencyDescriptor descriptor, DependencyStructure structure) {
    int best = -1;
    int fewestBits = Integer.MAX_VALUE;
    for (int i = 0; i < structure.templateCount(); i++) {
      FrameTemplate template = structure.template(i);
      if (template.spatialId() == descriptor.spatialId
          && template.temporalId() == descriptor.temporalId) {
        int differing = differingBits(descriptor, template, structure);
        if (differing < fewestBits) {
          fewestBits = differing;
          best = i;
        }
      }
    }
    if (best < 0) {
      throw new IllegalArgumentException("no template of the frame's layers");
    }
    return best;
  }

  private static int differingBits(
      DependencyDescriptor descriptor, FrameTemplate template, DependencyStructure structure) {
    int total = 0;
    if (descriptor.indications != template.indications()) {
      total += 2 * structure.decodeTargetCount();
    }
    if (!sameFrameDiffs(descriptor, template)) {
      total += 2;
      for (int i = 0; i < descriptor.frameDiffCount; i++) {
        total += 2 + 4 * nibbles(descriptor.frameDiffs[i]);
      }
    }
    return sameChainDiffs(descriptor, template) ? total : total + 8 * structure.chainCount();
  }

  private static boolean sameFrameDiffs(DependencyDescriptor descriptor, FrameTemplate template) {
    if (descriptor.frameDiffCount != template.frameDiffCount()) {
      return false;
    }
    for (int i = 0; i < descriptor.frameDiffCount; i++) {
      if (descriptor.frameDiffs[i] != template.frameDiff(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameChainDiffs(DependencyDescriptor descriptor, FrameTemplate template) {
    for (int chain = 0; chain < template.chainDiffCount(); chain++) {
      if (descriptor.chainDiffs[chain] != template.chainDiff(chain)) {
        return false;
      }
    }
    return true;
  }

  private void writeIndications(DependencyDescriptor descriptor, DependencyStructure structure) {
    for (int target = 0; target < structure.decodeTargetCount(); target++) {
      bits.bits(descriptor.indication(target).code, 2);
    }
  }

  private void writeFrameDiffs(DependencyDescriptor descriptor) {
    for (int i = 0; i < descriptor.frameDiffCount; i++) {
      int nibbles = nibbles(descriptor.frameDiffs[i]);
      bits.bits(nibbles, 2).bits(descriptor.frameDiffs[i] - 1, 4 * nibbles);
    }
    bits.bits(0, 2);
  }

  private void writeChains(DependencyDescriptor descriptor, DependencyStructure structure) {
    for (int chain = 0; chain < structure.chainCount(); chain++) {
      bits.bits(descriptor.chainDiffs[chain], 8);
    }
  }

  private static int nibbles(int frameDiff) {
    return frameDiff <= 16 ? 1 : frameDiff <= 256 ? 2 : 3;
  }
}
