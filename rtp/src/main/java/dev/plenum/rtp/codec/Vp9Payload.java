package dev.plenum.rtp.codec;

import dev.plenum.rtp.BigEndian;

/**
 * The VP9 payload descriptor (RFC 9628 section 4.2).
 *
 * <pre>
 *        0 1 2 3 4 5 6 7
 *       +-+-+-+-+-+-+-+-+
 *       |I|P|L|F|B|E|V|Z|   P: inter-picture predicted, B/E: begin/end of frame,
 *       +-+-+-+-+-+-+-+-+   Z: not a reference for upper spatial layers
 *  I:   |M| PICTURE ID  |   M: 15 bits, else 7
 *       +-+-+-+-+-+-+-+-+
 *  M:   | EXTENDED PID  |
 *       +-+-+-+-+-+-+-+-+
 *  L:   | TID |U| SID |D|   U: switching up point, D: inter-layer dependency
 *       +-+-+-+-+-+-+-+-+
 *       |   TL0PICIDX   |   unless F
 *       +-+-+-+-+-+-+-+-+
 *  P,F: | P_DIFF      |N|   up to three times, N: another follows
 *       +-+-+-+-+-+-+-+-+
 *  V:   | scalability structure ...
 *       +-+-+-+-+-+-+-+-+
 * </pre>
 */
final class Vp9Payload {
  private static final int PICTURE_ID = 0x80;
  private static final int INTER_PICTURE = 0x40;
  private static final int LAYERS = 0x20;
  private static final int FLEXIBLE = 0x10;
  private static final int BEGIN = 0x08;
  private static final int END = 0x04;
  private static final int STRUCTURE = 0x02;
  private static final int UNREFERENCED_ABOVE = 0x01;
  private static final int LARGEST_DIFF_COUNT = 3;

  private Vp9Payload() {}

  static boolean parse(byte[] bytes, int offset, int length, FrameMark mark) {
    mark.reset();
    int end = offset + length;
    if (length < 1) {
      return false;
    }
    int flags = BigEndian.uint8(bytes, offset);
    mark.startOfFrame = (flags & BEGIN) != 0;
    mark.endOfFrame = (flags & END) != 0;
    mark.interPictureDependent = (flags & INTER_PICTURE) != 0;
    mark.unreferencedAbove = (flags & UNREFERENCED_ABOVE) != 0;
    int at = offset + 1;
    at = (flags & PICTURE_ID) == 0 ? at : readPictureId(bytes, offset, at, end, mark);
    at = (flags & LAYERS) == 0 ? at : readLayer(bytes, offset, at, end, mark);
    boolean lists = (flags & INTER_PICTURE) != 0 && (flags & FLEXIBLE) != 0;
    at = lists ? skipReferences(bytes, at, end) : at;
    at = (flags & STRUCTURE) == 0 ? at : readStructure(bytes, at, end, mark);
    if (at < 0 || at >= end) {
      return false;
    }
    if (mark.startOfFrame && (flags & INTER_PICTURE) == 0 && mark.spatialId == 0) {
      readFrameHeader(bytes, at, end, mark);
    }
    return true;
  }

  private static int readPictureId(byte[] bytes, int payload, int at, int end, FrameMark mark) {
    if (at + 2 > end) {
      return -1;
    }
    PictureIds.read(bytes, payload, at, mark);
    return mark.pictureIdBits == 15 ? at + 2 : at + 1;
  }

  private static int readLayer(byte[] bytes, int payload, int at, int end, FrameMark mark) {
    boolean flexible = (bytes[payload] & FLEXIBLE) != 0;
    int layerBytes = flexible ? 1 : 2;
    if (at < 0 || at + layerBytes > end) {
      return -1;
    }
    int layer = BigEndian.uint8(bytes, at);
    mark.temporalId = layer >> 5;
    mark.switchingPoint = (layer & 0x10) != 0;
    mark.spatialId = layer >> 1 & 0x07;
    mark.interLayerDependent = (layer & 0x01) != 0;
    if (!flexible) {
      mark.tl0PicIdxPosition = at + 1 - payload;
      mark.tl0PicIdx = BigEndian.uint8(bytes, at + 1);
    }
    return at + layerBytes;
  }

  private static int skipReferences(byte[] bytes, int at, int end) {
    if (at < 0) {
      return -1;
    }
    for (int i = 0; i < LARGEST_DIFF_COUNT && at + i < end; i++) {
      if ((bytes[at + i] & 0x01) == 0) {
        return at + i + 1;
      }
    }
    return -1;
  }

  /**
   * Reads the sizes out of a scalability structure and tells where it ends, or -1 if it does not
   * fit.
   *
   * <pre>
   *       +-+-+-+-+-+-+-+-+
   *       | N_S |Y|G|-|-|-|   N_S + 1 spatial layers
   *       +-+-+-+-+-+-+-+-+
   *  Y:   | WIDTH, HEIGHT |   16 bits each, per spatial layer
   *       +-+-+-+-+-+-+-+-+
   *  G:   | N_G           |   pictures in the group
   *       +-+-+-+-+-+-+-+-+
   *       | TID |U| R |-|-|   per picture, followed by R bytes of P_DIFF
   *       +-+-+-+-+-+-+-+-+
   * </pre>
   */
  private static int readStructure(byte[] bytes, int from, int end, FrameMark mark) {
    if (from < 0 || from >= end) {
      return -1;
    }
    int at = from;
    int head = BigEndian.uint8(bytes, at++);
    int layers = (head >> 5) + 1;
    mark.spatialLayers = layers;
    if ((head & 0x10) != 0) {
      if (at + 4 * layers > end) {
        return -1;
      }
      for (int i = 0; i < layers; i++, at += 4) {
        mark.width = Math.max(mark.width, BigEndian.uint16(bytes, at));
        mark.height = Math.max(mark.height, BigEndian.uint16(bytes, at + 2));
      }
    }
    return (head & 0x08) == 0 ? at : skipPictureGroup(bytes, at, end);
  }

  private static int skipPictureGroup(byte[] bytes, int from, int end) {
    if (from >= end) {
      return -1;
    }
    int at = from + 1;
    for (int pictures = BigEndian.uint8(bytes, from); pictures > 0; pictures--) {
      if (at >= end) {
        return -1;
      }
      at += 1 + (bytes[at] >> 2 & 0x03);
    }
    return at <= end ? at : -1;
  }

  /**
   * A frame without reference to others is a key frame, unless its own header calls it something
   * else.
   */
  private static void readFrameHeader(byte[] bytes, int at, int end, FrameMark mark) {
    Vp9FrameHeader header = Vp9FrameHeader.read(bytes, at, end - at);
    if (!header.isKeyFrame()) {
      return;
    }
    mark.keyFrame = true;
    mark.switchingPoint = true;
    mark.width = Math.max(mark.width, header.width());
    mark.height = Math.max(mark.height, header.height());
  }
}
