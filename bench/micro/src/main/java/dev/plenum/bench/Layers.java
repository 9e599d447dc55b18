package dev.plenum.bench;

import dev.plenum.rtp.BitWriter;

/**
 * Three temporal layers in rounds of four pictures (0 2 1 2), in as many sizes as are asked for,
 * which lean on each other in key pictures only: L1T3 and L3T3_KEY of the AV1 RTP payload format's
 * scalability modes, with dependency descriptors after its appendix A.8.
 */
record Layers(int sizes) {

  static final int ROUND = 4;

  private static final int TEMPORAL_LAYERS = 3;
  private static final int[] TEMPORAL = {0, 2, 1, 2};

  /** How many pictures back the one lies that a picture refers to, by its place in the round. */
  private static final int[] REFERENCE = {4, 1, 2, 1};

  /** Of a size: its key frame, then those of a round, by temporal layer. */
  private static final int[] TEMPLATE_PLACES = {-1, 0, 2, 1, 3};

  private static final int NOT_PRESENT = 0;
  private static final int DISCARDABLE = 1;
  private static final int SWITCH = 2;

  private static final int SAME_LAYER = 0;
  private static final int NEXT_TEMPORAL = 1;
  private static final int NEXT_SPATIAL = 2;
  private static final int NO_MORE = 3;

  static int temporal(int place) {
    return TEMPORAL[place];
  }

  /**
   * Writes the descriptor of a packet, with frame number 0.
   *
   * @param place of the picture in its round, −1 for a key picture
   * @return its length in bytes
   */
  int writeDescriptor(int size, int place, boolean start, boolean end, byte[] bytes) {
    BitWriter bits = new BitWriter();
    bits.wrap(bytes, 0).flag(start).flag(end).bits(template(size, place), 6).bits(0, 16);
    if (start && size == 0 && place < 0) {
      bits.flag(true).bits(0, 4);
      writeStructure(bits);
    }
    return bits.end();
  }

  private static int template(int size, int place) {
    int index = 0;
    while (TEMPLATE_PLACES[index] != place) {
      index++;
    }
    return size * TEMPLATE_PLACES.length + index;
  }

  private void writeStructure(BitWriter bits) {
    int targets = sizes * TEMPORAL_LAYERS;
    bits.bits(0, 6).bits(targets - 1, 5);
    for (int size = 0; size < sizes; size++) {
      bits.bits(SAME_LAYER, 2).bits(NEXT_TEMPORAL, 2).bits(NEXT_TEMPORAL, 2).bits(SAME_LAYER, 2);
      bits.bits(size == sizes - 1 ? NO_MORE : NEXT_SPATIAL, 2);
    }
    for (int size = 0; size < sizes; size++) {
      for (int place : TEMPLATE_PLACES) {
        for (int target = 0; target < targets; target++) {
          bits.bits(indication(size, place, target), 2);
        }
      }
    }
    for (int size = 0; size < sizes; size++) {
      for (int place : TEMPLATE_PLACES) {
        int frameDiff = place < 0 ? Math.min(size, 1) : REFERENCE[place] * sizes;
        if (frameDiff > 0) {
          bits.flag(true).bits(frameDiff - 1, 4);
        }
        bits.flag(false);
      }
    }
    writeChains(bits, targets);
    bits.flag(false);
  }

  private static int indication(int size, int place, int target) {
    int targetSize = target / TEMPORAL_LAYERS;
    int targetTemporal = target % TEMPORAL_LAYERS;
    if (place < 0) {
      return targetSize >= size ? SWITCH : NOT_PRESENT;
    }
    if (targetSize != size || targetTemporal < TEMPORAL[place]) {
      return NOT_PRESENT;
    }
    return TEMPORAL[place] > 0 && targetTemporal == TEMPORAL[place] ? DISCARDABLE : SWITCH;
  }

  /** Each size has a chain: its frames of the lowest temporal layer, after the key picture's. */
  private void writeChains(BitWriter bits, int targets) {
    bits.nonSymmetric(sizes, targets + 1);
    for (int target = 0; target < targets; target++) {
      bits.nonSymmetric(target / TEMPORAL_LAYERS, sizes);
    }
    for (int size = 0; size < sizes; size++) {
      for (int place : TEMPLATE_PLACES) {
        for (int chain = 0; chain < sizes; chain++) {
          bits.bits(chainDiff(size, place, chain), 4);
        }
      }
    }
  }

  private int chainDiff(int size, int place, int chain) {
    if (place < 0) {
      return size == 0 ? 0 : size - Math.min(chain, size - 1);
    }
    boolean alreadyInPicture = place == 0 && chain < size;
    int picturesBack = place > 0 ? place : alreadyInPicture ? 0 : ROUND;
    return picturesBack * sizes + size - chain;
  }
}
