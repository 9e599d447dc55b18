package dev.plenum.rtp;

/**
 * Writes fields that do not end at byte borders, most significant bit first, into zeroed or dirty
 * bytes alike. Owned by whoever creates it. Room in the target is the caller's care; too little of
 * it throws.
 */
public final class BitWriter {
  private byte[] bytes = {};
  private int start;
  private int position;

  public BitWriter wrap(byte[] bytes, int offset) {
    this.bytes = bytes;
    start = offset << 3;
    position = start;
    return this;
  }

  public BitWriter flag(boolean value) {
    return bits(value ? 1 : 0, 1);
  }

  /** Writes the lower {@code count} bits of the value, up to 32. */
  public BitWriter bits(int value, int count) {
    for (int left = count; left > 0; ) {
      int freeInByte = 8 - (position & 7);
      int take = Math.min(left, freeInByte);
      int chunk = value >>> (left - take) & (1 << take) - 1;
      int index = position >> 3;
      int kept = bytes[index] & 0xff00 >> (position & 7);
      bytes[index] = (byte) (kept | chunk << (freeInByte - take));
      position += take;
      left -= take;
    }
    return this;
  }

  /** Writes an integer below {@code values} as {@link BitReader#nonSymmetric} reads it. */
  public BitWriter nonSymmetric(int value, int values) {
    int width = Integer.SIZE - Integer.numberOfLeadingZeros(values);
    int shorter = (1 << width) - values;
    return value < shorter ? bits(value, width - 1) : bits(value + shorter, width);
  }

  /** Fills the last byte up with zeros and tells how many bytes were written. */
  public int end() {
    bits(0, -position & 7);
    return (position - start) >> 3;
  }
}
