package dev.plenum.rtp;

/**
 * Reads fields that do not end at byte borders, most significant bit first. Owned by whoever
 * creates it. Reading past the end gives zeros and is remembered, so that a parser asks once, at
 * its end, whether all was there.
 */
public final class BitReader {
  private byte[] bytes = {};
  private int position;
  private int end;
  private boolean overrun;

  public BitReader wrap(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    position = offset << 3;
    end = (offset + length) << 3;
    overrun = false;
    return this;
  }

  public boolean flag() {
    return bits(1) != 0;
  }

  /** An unsigned integer of up to 32 bits; one of 32 bits keeps them all. */
  public int bits(int count) {
    if (end - position < count) {
      overrun = true;
      position = end;
      return 0;
    }
    int value = 0;
    for (int left = count; left > 0; ) {
      int bitsLeftInByte = 8 - (position & 7);
      int take = Math.min(left, bitsLeftInByte);
      int chunk = (bytes[position >> 3] & 0xff) >> (bitsLeftInByte - take) & (1 << take) - 1;
      value = value << take | chunk;
      position += take;
      left -= take;
    }
    return value;
  }

  /**
   * An integer below {@code values}, coded in as few bits as possible: ns(n) of the AV1
   * specification, 4.10.7.
   */
  public int nonSymmetric(int values) {
    int width = Integer.SIZE - Integer.numberOfLeadingZeros(values);
    int shorter = (1 << width) - values;
    int value = bits(width - 1);
    return value < shorter ? value : (value << 1) - shorter + bits(1);
  }

  public void skip(int count) {
    if (end - position < count) {
      overrun = true;
      position = end;
    } else {
      position += count;
    }
  }

  /** Bits not yet read. */
  public int remaining() {
    return end - position;
  }

  /** Whether anything was read that was not there. */
  public boolean overrun() {
    return overrun;
  }
}
