package dev.plenum.rtp.codec;

/**
 * Reads the bits of an H.264 NAL unit, leaving out the bytes of value 3 that keep start codes from
 * appearing (ITU-T H.264 section 7.4.1), and Exp-Golomb codes (section 9.1). Past the end it gives
 * zeros and remembers that.
 */
final class RbspReader {
  private static final int LONGEST_PREFIX = 31;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int bit = 7;
  private int zeros;
  private boolean overrun;

  RbspReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    at = offset;
    end = offset + length;
  }

  boolean flag() {
    return bit() != 0;
  }

  int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  void skip(int count) {
    for (int i = 0; i < count; i++) {
      bit();
    }
  }

  /** ue(v); what does not fit 31 bits counts as past the end. */
  int unsigned() {
    int prefix = 0;
    while (bit() == 0) {
      if (++prefix == LONGEST_PREFIX || overrun) {
        overrun = true;
        return 0;
      }
    }
    return (1 << prefix) - 1 + bits(prefix);
  }

  /** se(v). */
  int signed() {
    int code = unsigned();
    return (code & 1) == 0 ? -(code >> 1) : (code >> 1) + 1;
  }

  boolean overrun() {
    return overrun;
  }

  private int bit() {
    if (at >= end) {
      overrun = true;
      return 0;
    }
    int value = bytes[at] >> bit & 1;
    if (--bit < 0) {
      bit = 7;
      nextByte();
    }
    return value;
  }

  private void nextByte() {
    zeros = bytes[at] == 0 ? zeros + 1 : 0;
    at++;
    if (zeros >= 2 && at < end && bytes[at] == 3) {
      zeros = 0;
      at++;
    }
  }
}
