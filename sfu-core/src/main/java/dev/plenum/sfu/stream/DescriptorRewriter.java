package dev.plenum.sfu.stream;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.dd.DependencyDescriptor;
import dev.plenum.rtp.dd.DependencyDescriptorReader;
import dev.plenum.rtp.dd.DependencyDescriptorWriter;
import dev.plenum.rtp.dd.DependencyStructure;

/**
 * Rewrites dependency descriptors for one receiver: frame numbers count on over all switches, and
 * where a structure begins whose upper spatial layers are left out, the receiver is told which
 * decode targets remain. Part of a {@link PacketScratch}.
 */
final class DescriptorRewriter {
  private static final int MANDATORY_BYTES = 3;
  private static final int STRUCTURE_ATTACHED = 0x80;

  private final byte[] bytes = new byte[512];
  private final DependencyDescriptor descriptor = new DependencyDescriptor();

  /** Rewrites an extension element's data and tells the length of the result. */
  int rewrite(Stretch stretch, byte[] data, int offset, int dataBytes) {
    if (dataBytes < MANDATORY_BYTES) {
      System.arraycopy(data, offset, bytes, 0, dataBytes);
      return dataBytes;
    }
    boolean structure =
        dataBytes > MANDATORY_BYTES && (data[offset + MANDATORY_BYTES] & STRUCTURE_ATTACHED) != 0;
    int length =
        structure && stretch.topSpatial() != Forwarder.HIGHEST
            ? narrow(stretch.topSpatial(), data, offset, dataBytes)
            : copy(data, offset, dataBytes);
    int number = BigEndian.uint16(bytes, 1);
    DependencyDescriptorWriter.writeFrameNumber(bytes, 0, number + stretch.frameNumberOffset());
    return length;
  }

  private int copy(byte[] data, int offset, int dataBytes) {
    System.arraycopy(data, offset, bytes, 0, dataBytes);
    return dataBytes;
  }

  /** Once per key frame, so it may allocate. */
  private int narrow(int topSpatial, byte[] data, int offset, int dataBytes) {
    DependencyDescriptorReader.Result result =
        new DependencyDescriptorReader().read(data, offset, dataBytes, descriptor);
    DependencyStructure structure = descriptor.structure();
    if (result != DependencyDescriptorReader.Result.OK || structure == null) {
      return copy(data, offset, dataBytes);
    }
    int remaining = 0;
    for (int target = 0; target < structure.decodeTargetCount(); target++) {
      if (structure.decodeTargetSpatialId(target) <= topSpatial) {
        remaining |= 1 << target;
      }
    }
    descriptor.activeDecodeTargets(descriptor.activeDecodeTargets() & remaining);
    return new DependencyDescriptorWriter().write(descriptor, bytes, 0);
  }

  /** The data rewritten last, from index 0. */
  byte[] bytes() {
    return bytes;
  }
}
