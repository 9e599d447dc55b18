package dev.plenum.rtp.codec;

import dev.plenum.rtp.BitReader;

/**
 * The largest frame size in an AV1 sequence header (AV1 bitstream specification section 5.5). Read
 * per key frame.
 */
final class Av1SequenceHeader {
  private static final int LONGEST_PREFIX = 32;

  private Av1SequenceHeader() {}

  /** Sets the mark's size, or leaves it at 0 if the header is cut off. */
  static void readSize(byte[] bytes, int offset, int length, FrameMark mark) {
    BitReader bits = new BitReader().wrap(bytes, offset, length);
    bits.skip(4);
    boolean reduced = bits.flag();
    if (reduced) {
      bits.skip(5);
    } else {
      skipOperatingPoints(bits);
    }
    int widthBits = bits.bits(4) + 1;
    int heightBits = bits.bits(4) + 1;
    int width = bits.bits(widthBits) + 1;
    int height = bits.bits(heightBits) + 1;
    if (!bits.overrun()) {
      mark.width = width;
      mark.height = height;
    }
  }

  private static void skipOperatingPoints(BitReader bits) {
    int delayBits = 0;
    if (bits.flag()) {
      skipTiming(bits);
      if (bits.flag()) {
        delayBits = bits.bits(5) + 1;
        bits.skip(32 + 5 + 5);
      }
    }
    boolean displayDelays = bits.flag();
    int points = bits.bits(5) + 1;
    for (int i = 0; i < points; i++) {
      bits.skip(12);
      int level = bits.bits(5);
      bits.skip(level > 7 ? 1 : 0);
      if (delayBits > 0 && bits.flag()) {
        bits.skip(2 * delayBits + 1);
      }
      if (displayDelays && bits.flag()) {
        bits.skip(4);
      }
    }
  }

  private static void skipTiming(BitReader bits) {
    bits.skip(64);
    boolean equalIntervals = bits.flag();
    if (!equalIntervals) {
      return;
    }
    int prefix = 0;
    while (!bits.flag()) {
      if (++prefix == LONGEST_PREFIX || bits.overrun()) {
        return;
      }
    }
    bits.skip(prefix);
  }
}
