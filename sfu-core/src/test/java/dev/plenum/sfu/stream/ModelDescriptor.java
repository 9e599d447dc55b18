package dev.plenum.sfu.stream;

import dev.plenum.rtp.BitWriter;

/**
 * Writes the dependency descriptors of a {@link ModelEncoder}, each with everything said at length:
 * one template per layer, of which no frame keeps more than the layer.
 */
final class ModelDescriptor {
  private static final int NOT_PRESENT = 0;
  private static final int SWITCH = 2;
  private static final int REQUIRED = 3;

  private final Scalability layers;
  private final BitWriter bits = new BitWriter();
  private int templateIdOffset;

  ModelDescriptor(Scalability layers) {
    this.layers = layers;
  }

  /** The next key picture has another structure than this one. */
  void beginStructure() {
    templateIdOffset = (templateIdOffset + layers.targets()) & 0x3f;
  }

  /** Writes a descriptor and tells its length in bytes. */
  int write(
      ModelFrame frame, int sinceKey, int frameNumber, boolean start, boolean end, byte[] out) {
    boolean structure = start && frame.key() && frame.spatial() == 0;
    int template = templateIdOffset + layers.target(frame.spatial(), frame.temporal());
    bits.wrap(out, 0).flag(start).flag(end).bits(template, 6).bits(frameNumber, 16);
    bits.flag(structure).flag(false).flag(true).flag(true).flag(false);
    if (structure) {
      writeStructure();
    }
    for (int spatial = 0; spatial < layers.spatialLayers(); spatial++) {
      for (int temporal = 0; temporal < layers.temporalLayers(); temporal++) {
        bits.bits(indication(frame, sinceKey, spatial, temporal), 2);
      }
    }
    for (int reference : frame.references()) {
      int diff = frame.id() - reference;
      int nibbles = diff <= 16 ? 1 : diff <= 256 ? 2 : 3;
      bits.bits(nibbles, 2).bits(diff - 1, 4 * nibbles);
    }
    return bits.bits(0, 2).end();
  }

  private void writeStructure() {
    bits.bits(templateIdOffset, 6).bits(layers.targets() - 1, 5);
    for (int template = 1; template < layers.targets(); template++) {
      bits.bits(template % layers.temporalLayers() == 0 ? 2 : 1, 2);
    }
    bits.bits(3, 2);
    for (int template = 0; template < layers.targets(); template++) {
      for (int target = 0; target < layers.targets(); target++) {
        bits.bits(isOf(template, target) ? REQUIRED : NOT_PRESENT, 2);
      }
    }
    for (int template = 0; template < layers.targets(); template++) {
      bits.flag(false);
    }
    bits.nonSymmetric(0, layers.targets() + 1).flag(true);
    for (int spatial = 0; spatial < layers.spatialLayers(); spatial++) {
      bits.bits((320 << spatial) - 1, 16).bits((180 << spatial) - 1, 16);
    }
  }

  private boolean isOf(int template, int target) {
    int temporals = layers.temporalLayers();
    int spatialStep = target / temporals - template / temporals;
    return spatialStep >= 0
        && (spatialStep == 0 || !layers.keyOnly())
        && template % temporals <= target % temporals;
  }

  private int indication(ModelFrame frame, int sinceKey, int spatial, int temporal) {
    if (spatial < frame.spatial() || temporal < frame.temporal()) {
      return NOT_PRESENT;
    }
    if (frame.key()) {
      return SWITCH;
    }
    if (spatial > frame.spatial()) {
      return layers.keyOnly() ? NOT_PRESENT : REQUIRED;
    }
    if (temporal > frame.temporal()) {
      boolean beginsRound = sinceKey % Scalability.ROUND == 0 && layers.isOpenRound(sinceKey);
      return frame.temporal() > 0 || beginsRound ? SWITCH : REQUIRED;
    }
    return temporal == 0 ? SWITCH : REQUIRED;
  }
}
