package dev.plenum.rtp.codec;

import dev.plenum.rtp.BigEndian;

/**
 * Writes other picture numbers into VP8 and VP9 descriptors at the places that a {@link FrameMark}
 * found, so that a receiver sees one unbroken row of them whatever source it is shown. Widths stay
 * as they are; values wrap.
 */
public final class PictureIds {
  private static final int EXTENDED_BIT = 0x8000;

  private PictureIds() {}

  /**
   * Replaces a picture id.
   *
   * @param offset where it stands: the payload's offset plus {@link FrameMark#pictureIdPosition()}
   * @param bits {@link FrameMark#pictureIdBits()}
   */
  public static void writePictureId(byte[] bytes, int offset, int bits, int pictureId) {
    if (bits == 15) {
      BigEndian.put16(bytes, offset, EXTENDED_BIT | pictureId);
    } else {
      BigEndian.put8(bytes, offset, pictureId & 0x7f);
    }
  }

  /**
   * Replaces a TL0PICIDX.
   *
   * @param offset where it stands: the payload's offset plus {@link FrameMark#tl0PicIdxPosition()}
   */
  public static void writeTl0PicIdx(byte[] bytes, int offset, int tl0PicIdx) {
    BigEndian.put8(bytes, offset, tl0PicIdx);
  }

  /** Reads a picture id as a descriptor has it, for {@code at + 1 < end}. */
  static void read(byte[] bytes, int payload, int at, FrameMark mark) {
    int first = BigEndian.uint8(bytes, at);
    boolean extended = (first & 0x80) != 0;
    mark.pictureIdPosition = at - payload;
    mark.pictureIdBits = extended ? 15 : 7;
    mark.pictureId = extended ? BigEndian.uint16(bytes, at) & ~EXTENDED_BIT : first;
  }
}
