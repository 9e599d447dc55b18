package dev.plenum.rtp.codec;

/**
 * The picture size in an H.264 sequence parameter set (ITU-T H.264 section 7.3.2.1.1). Read once
 * per key frame.
 */
final class H264SequenceParameters {
  private static final int CHROMA_420 = 1;
  private static final int CHROMA_422 = 2;
  private static final int CHROMA_444 = 3;
  private static final int LARGEST_REFERENCE_CYCLE = 255;
  private static final int LARGEST_SIDE = 16_384;

  private H264SequenceParameters() {}

  /** Sets the mark's size, or leaves it at 0 if the set is cut off or absurd. */
  static void readSize(byte[] bytes, int offset, int length, FrameMark mark) {
    RbspReader bits = new RbspReader(bytes, offset, length);
    int profile = bits.bits(8);
    bits.skip(16);
    bits.unsigned();
    int chroma = hasChromaFormat(profile) ? readChroma(bits) : CHROMA_420;
    skipPictureOrder(bits);
    bits.unsigned();
    bits.skip(1);
    int widthInBlocks = bits.unsigned() + 1;
    int heightInUnits = bits.unsigned() + 1;
    int fieldsPerUnit = bits.flag() ? 1 : 2;
    bits.skip(fieldsPerUnit == 2 ? 2 : 1);
    int cropWidth = 0;
    int cropHeight = 0;
    if (bits.flag()) {
      cropWidth = bits.unsigned() + bits.unsigned();
      cropHeight = bits.unsigned() + bits.unsigned();
    }
    boolean halfWidth = chroma == CHROMA_420 || chroma == CHROMA_422;
    long width = 16L * widthInBlocks - (halfWidth ? 2L : 1L) * cropWidth;
    long height =
        fieldsPerUnit * (16L * heightInUnits - (chroma == CHROMA_420 ? 2L : 1L) * cropHeight);
    if (!bits.overrun() && isSide(width) && isSide(height)) {
      mark.width = (int) width;
      mark.height = (int) height;
    }
  }

  private static boolean isSide(long pixels) {
    return pixels > 0 && pixels <= LARGEST_SIDE;
  }

  private static boolean hasChromaFormat(int profile) {
    return switch (profile) {
      case 44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244 -> true;
      default -> false;
    };
  }

  private static int readChroma(RbspReader bits) {
    int chroma = bits.unsigned();
    bits.skip(chroma == CHROMA_444 ? 1 : 0);
    bits.unsigned();
    bits.unsigned();
    bits.skip(1);
    if (bits.flag()) {
      int lists = chroma == CHROMA_444 ? 12 : 8;
      for (int i = 0; i < lists; i++) {
        if (bits.flag()) {
          skipScalingList(bits, i < 6 ? 16 : 64);
        }
      }
    }
    return chroma;
  }

  private static void skipScalingList(RbspReader bits, int size) {
    int last = 8;
    int next = 8;
    for (int i = 0; i < size && next != 0; i++) {
      next = (last + bits.signed()) & 0xff;
      last = next == 0 ? last : next;
    }
  }

  private static void skipPictureOrder(RbspReader bits) {
    bits.unsigned();
    int type = bits.unsigned();
    if (type == 0) {
      bits.unsigned();
    } else if (type == 1) {
      bits.skip(1);
      bits.signed();
      bits.signed();
      int cycle = Math.min(bits.unsigned(), LARGEST_REFERENCE_CYCLE);
      for (int i = 0; i < cycle; i++) {
        bits.signed();
      }
    }
  }
}
