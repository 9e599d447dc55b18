package dev.plenum.rtp.codec;

import dev.plenum.rtp.BitReader;

/**
 * The head of a VP9 frame that refers to no other picture (VP9 bitstream specification, section
 * 6.2). Read once per key frame.
 *
 * @param isKeyFrame false for what is intra-only or shows a frame known before
 * @param width pixels, 0 where the packet ends before them
 * @param height pixels, 0 where the packet ends before them
 */
record Vp9FrameHeader(boolean isKeyFrame, int width, int height) {
  private static final Vp9FrameHeader OTHER = new Vp9FrameHeader(false, 0, 0);
  private static final int FRAME_MARKER = 2;
  private static final int SYNC_CODE = 0x498342;
  private static final int RGB = 7;

  static Vp9FrameHeader read(byte[] bytes, int offset, int length) {
    BitReader bits = new BitReader().wrap(bytes, offset, length);
    int marker = bits.bits(2);
    int profile = bits.bits(1) | bits.bits(1) << 1;
    bits.skip(profile == 3 ? 1 : 0);
    boolean showsExistingFrame = bits.flag();
    boolean interFrame = bits.flag();
    bits.skip(2);
    if (marker != FRAME_MARKER || showsExistingFrame || interFrame) {
      return OTHER;
    }
    if (bits.bits(24) != SYNC_CODE) {
      return OTHER;
    }
    skipColor(bits, profile);
    int width = bits.bits(16) + 1;
    int height = bits.bits(16) + 1;
    return bits.overrun()
        ? new Vp9FrameHeader(true, 0, 0)
        : new Vp9FrameHeader(true, width, height);
  }

  private static void skipColor(BitReader bits, int profile) {
    boolean oddProfile = (profile & 1) != 0;
    bits.skip(profile >= 2 ? 1 : 0);
    if (bits.bits(3) != RGB) {
      bits.skip(oddProfile ? 4 : 1);
    } else {
      bits.skip(oddProfile ? 1 : 0);
    }
  }
}
