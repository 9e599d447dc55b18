package dev.plenum.rtp.codec;

import dev.plenum.rtp.BigEndian;

/**
 * The VP8 payload descriptor (RFC 7741 section 4.2) and the head of a key frame (RFC 6386 section
 * 9.1).
 *
 * <pre>
 *        0 1 2 3 4 5 6 7
 *       +-+-+-+-+-+-+-+-+
 *       |X|R|N|S|R| PID |   N: non-reference frame, S: start of partition PID
 *       +-+-+-+-+-+-+-+-+
 *  X:   |I|L|T|K|  RSV  |
 *       +-+-+-+-+-+-+-+-+
 *  I:   |M| PictureID   |   M: 15 bits, else 7
 *       +-+-+-+-+-+-+-+-+
 *       |   PictureID   |
 *       +-+-+-+-+-+-+-+-+
 *  L:   |   TL0PICIDX   |
 *       +-+-+-+-+-+-+-+-+
 *  T/K: |TID|Y| KEYIDX  |   Y: depends on the lowest temporal layer only
 *       +-+-+-+-+-+-+-+-+
 * </pre>
 */
final class Vp8Payload {
  private static final int KEY_FRAME_HEADER_BYTES = 10;
  private static final int START_CODE = 0x9d012a;
  private static final int SIZE_MASK = 0x3fff;

  private Vp8Payload() {}

  static boolean parse(byte[] bytes, int offset, int length, FrameMark mark) {
    mark.reset();
    int end = offset + length;
    if (length < 1) {
      return false;
    }
    int flags = BigEndian.uint8(bytes, offset);
    mark.discardable = (flags & 0x20) != 0;
    mark.startOfFrame = (flags & 0x17) == 0x10;
    int frame = (flags & 0x80) == 0 ? offset + 1 : readExtension(bytes, offset, end, mark);
    if (frame < 0 || frame >= end) {
      return false;
    }
    boolean interFrame = (bytes[frame] & 0x01) != 0;
    if (mark.startOfFrame && !interFrame) {
      mark.keyFrame = true;
      mark.switchingPoint = true;
      readSize(bytes, frame, end, mark);
    }
    return true;
  }

  /**
   * Reads what follows the first byte and tells where the descriptor ends, or -1 if it does not
   * fit.
   */
  private static int readExtension(byte[] bytes, int offset, int end, FrameMark mark) {
    if (offset + 2 > end) {
      return -1;
    }
    int present = BigEndian.uint8(bytes, offset + 1);
    int at = offset + 2;
    if ((present & 0x80) != 0) {
      if (at + 2 > end) {
        return -1;
      }
      PictureIds.read(bytes, offset, at, mark);
      at += mark.pictureIdBits == 15 ? 2 : 1;
    }
    if ((present & 0x40) != 0) {
      if (at >= end) {
        return -1;
      }
      mark.tl0PicIdxPosition = at - offset;
      mark.tl0PicIdx = BigEndian.uint8(bytes, at++);
    }
    if ((present & 0x30) != 0) {
      if (at >= end) {
        return -1;
      }
      int layer = BigEndian.uint8(bytes, at++);
      if ((present & 0x20) != 0) {
        mark.temporalId = layer >> 6;
        mark.switchingPoint = (layer & 0x20) != 0;
      }
    }
    return at;
  }

  /**
   * Frame tag of 3 bytes, start code of 3, then width and height, little-endian, 14 bits each under
   * a scale.
   */
  private static void readSize(byte[] bytes, int frame, int end, FrameMark mark) {
    if (end - frame >= KEY_FRAME_HEADER_BYTES && BigEndian.uint24(bytes, frame + 3) == START_CODE) {
      mark.width = littleEndian16(bytes, frame + 6) & SIZE_MASK;
      mark.height = littleEndian16(bytes, frame + 8) & SIZE_MASK;
    }
  }

  private static int littleEndian16(byte[] bytes, int offset) {
    return BigEndian.uint8(bytes, offset) | BigEndian.uint8(bytes, offset + 1) << 8;
  }
}
