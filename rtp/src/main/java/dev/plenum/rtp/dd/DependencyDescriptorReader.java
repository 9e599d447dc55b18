package dev.plenum.rtp.dd;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.BitReader;
import dev.plenum.rtp.SequenceNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dependency descriptors of one stream and keeps its latest structure and active decode
 * targets. Owned by that stream. Allocates only where a structure arrives.
 *
 * <pre>
 *   0                   1                   2
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |S|E|template id|         frame number          |   S: first, E: last packet of the frame
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |T|A|I|F|C| structure, active decode targets, indications, frame diffs, chains,
 *  +-+-+-+-+-+ as far as these five flags announce them
 * </pre>
 */
public final class DependencyDescriptorReader {
  /** What came of reading a descriptor. */
  public enum Result {
    OK,
    /**
     * The structure that the template belongs to has not arrived; only its first three bytes could
     * be read.
     */
    UNKNOWN_STRUCTURE,
    MALFORMED
  }

  private static final int MANDATORY_BYTES = 3;

  /** A structure from up to this many frames back came late and does not replace a newer one. */
  private static final int LATE_FRAMES = 256;

  private final BitReader bits = new BitReader();
  private @Nullable DependencyStructure structure;
  private int structureFrameNumber;
  private int activeDecodeTargets;
  private boolean customIndications;
  private boolean customFrameDiffs;
  private boolean customChains;

  /** The latest structure; null until one has arrived. */
  public @Nullable DependencyStructure structure() {
    return structure;
  }

  /** Fills the descriptor from the extension element's data. */
  public Result read(byte[] bytes, int offset, int length, DependencyDescriptor descriptor) {
    if (length < MANDATORY_BYTES) {
      return Result.MALFORMED;
    }
    int first = BigEndian.uint8(bytes, offset);
    descriptor.startOfFrame = (first & 0x80) != 0;
    descriptor.endOfFrame = (first & 0x40) != 0;
    descriptor.templateId = first & 0x3f;
    descriptor.frameNumber = BigEndian.uint16(bytes, offset + 1);
    bits.wrap(bytes, offset + MANDATORY_BYTES, length - MANDATORY_BYTES);
    if (!readAnnouncements(descriptor)) {
      return Result.MALFORMED;
    }
    Result result = readFrame(descriptor);
    if (result == Result.OK) {
      keep(descriptor);
    }
    return result;
  }

  /** Reads the five flags and the structure, or the lack of them all. */
  private boolean readAnnouncements(DependencyDescriptor descriptor) {
    boolean extended = bits.remaining() > 0;
    descriptor.structureAttached = extended && bits.flag();
    descriptor.activeDecodeTargetsAttached = extended && bits.flag();
    customIndications = extended && bits.flag();
    customFrameDiffs = extended && bits.flag();
    customChains = extended && bits.flag();
    descriptor.structure =
        descriptor.structureAttached ? DependencyStructureReader.read(bits) : structure;
    return !descriptor.structureAttached || descriptor.structure != null;
  }

  private Result readFrame(DependencyDescriptor descriptor) {
    DependencyStructure known = descriptor.structure;
    if (known == null) {
      return Result.UNKNOWN_STRUCTURE;
    }
    descriptor.activeDecodeTargets =
        descriptor.structureAttached ? known.allDecodeTargets() : activeDecodeTargets;
    if (descriptor.activeDecodeTargetsAttached) {
      descriptor.activeDecodeTargets = bits.bits(known.decodeTargetCount());
    }
    int index = descriptor.templateId - known.templateIdOffset() & 0x3f;
    if (index >= known.templateCount()) {
      return descriptor.structureAttached ? Result.MALFORMED : Result.UNKNOWN_STRUCTURE;
    }
    descriptor.follow(known.template(index));
    return readDifferences(descriptor, known) && !bits.overrun() ? Result.OK : Result.MALFORMED;
  }

  /** Reads where the frame differs from its template. */
  private boolean readDifferences(DependencyDescriptor descriptor, DependencyStructure known) {
    if (customIndications) {
      descriptor.indications = 0;
      for (int target = 0; target < known.decodeTargetCount(); target++) {
        descriptor.indications |= DecodeTargetIndication.pack(bits.bits(2), target);
      }
    }
    if (customFrameDiffs && !readFrameDiffs(descriptor)) {
      return false;
    }
    if (customChains) {
      for (int chain = 0; chain < known.chainCount(); chain++) {
        descriptor.chainDiffs[chain] = bits.bits(8);
      }
    }
    return true;
  }

  private boolean readFrameDiffs(DependencyDescriptor descriptor) {
    int count = 0;
    for (int nibbles = bits.bits(2); nibbles != 0; nibbles = bits.bits(2)) {
      if (count == DependencyDescriptor.LARGEST_FRAME_DIFF_COUNT) {
        return false;
      }
      descriptor.frameDiffs[count++] = bits.bits(4 * nibbles) + 1;
    }
    descriptor.frameDiffCount = count;
    return true;
  }

  private void keep(DependencyDescriptor descriptor) {
    if (descriptor.structureAttached) {
      if (isLate(descriptor.frameNumber)) {
        return;
      }
      structure = descriptor.structure;
      structureFrameNumber = descriptor.frameNumber;
    }
    activeDecodeTargets = descriptor.activeDecodeTargets;
  }

  private boolean isLate(int frameNumber) {
    int behind = SequenceNumbers.distance(frameNumber, structureFrameNumber);
    return structure != null && behind > 0 && behind <= LATE_FRAMES;
  }
}
