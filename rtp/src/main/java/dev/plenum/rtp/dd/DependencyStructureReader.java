package dev.plenum.rtp.dd;

import dev.plenum.rtp.BitReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a template dependency structure (AV1 RTP payload format, A.8.2): six bits of template id
 * offset, five of the number of decode targets, then the layers of all templates, their
 * indications, their frame diffs, their chains, and the sizes of the spatial layers. Comes with key
 * frames, so it may allocate.
 */
final class DependencyStructureReader {
  private static final int NO_MORE_TEMPLATES = 3;
  private static final int LARGEST_FRAME_DIFF_COUNT = DependencyDescriptor.LARGEST_FRAME_DIFF_COUNT;

  private final BitReader bits;
  private final List<int[]> layers = new ArrayList<>();
  private final List<int[]> frameDiffs = new ArrayList<>();

  private DependencyStructureReader(BitReader bits) {
    this.bits = bits;
  }

  /** The structure that follows, or null if it is malformed. */
  static @Nullable DependencyStructure read(BitReader bits) {
    return new DependencyStructureReader(bits).read();
  }

  private @Nullable DependencyStructure read() {
    int templateIdOffset = bits.bits(6);
    int decodeTargetCount = bits.bits(5) + 1;
    if (!readLayers()) {
      return null;
    }
    long[] indications = readIndications(decodeTargetCount);
    if (!readFrameDiffs()) {
      return null;
    }
    int chainCount = bits.nonSymmetric(decodeTargetCount + 1);
    int[] protectingChains = readProtectingChains(decodeTargetCount, chainCount);
    int[][] chainDiffs = readChainDiffs(chainCount);
    int[] sizes = bits.flag() ? readSizes() : null;
    if (bits.overrun()) {
      return null;
    }
    List<FrameTemplate> templates = new ArrayList<>(layers.size());
    for (int i = 0; i < layers.size(); i++) {
      int[] layer = layers.get(i);
      templates.add(
          new FrameTemplate(layer[0], layer[1], indications[i], frameDiffs.get(i), chainDiffs[i]));
    }
    return new DependencyStructure(
        templateIdOffset, decodeTargetCount, chainCount, templates, protectingChains, sizes);
  }

  private boolean readLayers() {
    int spatialId = 0;
    int temporalId = 0;
    int step;
    do {
      if (layers.size() == DependencyStructure.LARGEST_TEMPLATE_COUNT
          || spatialId > DependencyStructure.LARGEST_SPATIAL_ID
          || temporalId > DependencyStructure.LARGEST_TEMPORAL_ID
          || bits.overrun()) {
        return false;
      }
      layers.add(new int[] {spatialId, temporalId});
      step = bits.bits(2);
      if (step == 1) {
        temporalId++;
      } else if (step == 2) {
        temporalId = 0;
        spatialId++;
      }
    } while (step != NO_MORE_TEMPLATES);
    return true;
  }

  private long[] readIndications(int decodeTargetCount) {
    long[] indications = new long[layers.size()];
    for (int i = 0; i < indications.length; i++) {
      for (int target = 0; target < decodeTargetCount; target++) {
        indications[i] |= DecodeTargetIndication.pack(bits.bits(2), target);
      }
    }
    return indications;
  }

  private boolean readFrameDiffs() {
    int[] diffs = new int[LARGEST_FRAME_DIFF_COUNT];
    for (int i = 0; i < layers.size(); i++) {
      int count = 0;
      while (bits.flag()) {
        if (count == LARGEST_FRAME_DIFF_COUNT) {
          return false;
        }
        diffs[count++] = bits.bits(4) + 1;
      }
      frameDiffs.add(Arrays.copyOf(diffs, count));
    }
    return true;
  }

  private int[] readProtectingChains(int decodeTargetCount, int chainCount) {
    int[] chains = new int[chainCount == 0 ? 0 : decodeTargetCount];
    for (int i = 0; i < chains.length; i++) {
      chains[i] = bits.nonSymmetric(chainCount);
    }
    return chains;
  }

  private int[][] readChainDiffs(int chainCount) {
    int[][] all = new int[layers.size()][chainCount];
    for (int[] diffs : all) {
      for (int chain = 0; chain < chainCount; chain++) {
        diffs[chain] = bits.bits(4);
      }
    }
    return all;
  }

  private int[] readSizes() {
    int spatialLayers = layers.getLast()[0] + 1;
    int[] sizes = new int[2 * spatialLayers];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = bits.bits(16) + 1;
    }
    return sizes;
  }
}
