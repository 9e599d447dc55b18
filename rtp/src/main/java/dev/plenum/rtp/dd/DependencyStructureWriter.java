package dev.plenum.rtp.dd;

import dev.plenum.rtp.BitWriter;

/** Writes a template dependency structure as {@link DependencyStructureReader} reads it. */
final class DependencyStructureWriter {
  private static final int NO_MORE_TEMPLATES = 3;

  private DependencyStructureWriter() {}

  static void write(DependencyStructure structure, BitWriter bits) {
    bits.bits(structure.templateIdOffset(), 6).bits(structure.decodeTargetCount() - 1, 5);
    writeLayers(structure, bits);
    writeIndications(structure, bits);
    writeFrameDiffs(structure, bits);
    writeChains(structure, bits);
    writeSizes(structure, bits);
  }

  private static void writeLayers(DependencyStructure structure, BitWriter bits) {
    for (int i = 1; i < structure.templateCount(); i++) {
      bits.bits(DependencyStructure.nextLayer(structure.template(i - 1), structure.template(i)), 2);
    }
    bits.bits(NO_MORE_TEMPLATES, 2);
  }

  private static void writeIndications(DependencyStructure structure, BitWriter bits) {
    for (int i = 0; i < structure.templateCount(); i++) {
      for (int target = 0; target < structure.decodeTargetCount(); target++) {
        bits.bits(structure.template(i).indication(target).code, 2);
      }
    }
  }

  private static void writeFrameDiffs(DependencyStructure structure, BitWriter bits) {
    for (int i = 0; i < structure.templateCount(); i++) {
      FrameTemplate template = structure.template(i);
      for (int diff = 0; diff < template.frameDiffCount(); diff++) {
        bits.flag(true).bits(template.frameDiff(diff) - 1, 4);
      }
      bits.flag(false);
    }
  }

  private static void writeChains(DependencyStructure structure, BitWriter bits) {
    int chains = structure.chainCount();
    bits.nonSymmetric(chains, structure.decodeTargetCount() + 1);
    if (chains == 0) {
      return;
    }
    for (int target = 0; target < structure.decodeTargetCount(); target++) {
      bits.nonSymmetric(structure.protectingChain(target), chains);
    }
    for (int i = 0; i < structure.templateCount(); i++) {
      for (int chain = 0; chain < chains; chain++) {
        bits.bits(structure.template(i).chainDiff(chain), 4);
      }
    }
  }

  private static void writeSizes(DependencyStructure structure, BitWriter bits) {
    bits.flag(structure.hasSizes());
    if (!structure.hasSizes()) {
      return;
    }
    for (int spatialId = 0; spatialId < structure.spatialLayerCount(); spatialId++) {
      bits.bits(structure.width(spatialId) - 1, 16).bits(structure.height(spatialId) - 1, 16);
    }
  }
}
