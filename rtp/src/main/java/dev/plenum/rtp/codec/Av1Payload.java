package dev.plenum.rtp.codec;

import dev.plenum.rtp.BigEndian;

/**
 * AV1 payloads: the aggregation header and the OBU elements behind it (AV1 RTP payload format
 * section 4.3).
 *
 * <pre>
 *   0 1 2 3 4 5 6 7
 *  +-+-+-+-+-+-+-+-+
 *  |Z|Y| W |N|-|-|-|   Z: first element continues one, Y: last one will be continued,
 *  +-+-+-+-+-+-+-+-+   W: number of elements or 0, N: first packet of a coded video sequence
 *
 *   0 1 2 3 4 5 6 7     0 1 2 3 4 5 6 7
 *  +-+-+-+-+-+-+-+-+   +-+-+-+-+-+-+-+-+
 *  |F| type  |X|S|-|   | TID |SID|-|-|-|   OBU header, its extension if X, its size if S
 *  +-+-+-+-+-+-+-+-+   +-+-+-+-+-+-+-+-+
 * </pre>
 */
final class Av1Payload {
  private static final int SEQUENCE_HEADER = 1;
  private static final int FRAME_HEADER = 3;
  private static final int TILE_GROUP = 4;
  private static final int FRAME = 6;
  private static final int LONGEST_SIZE_BYTES = 5;

  private Av1Payload() {}

  static boolean parse(byte[] bytes, int offset, int length, FrameMark mark) {
    mark.reset();
    if (length < 2) {
      return false;
    }
    int aggregation = BigEndian.uint8(bytes, offset);
    boolean continues = (aggregation & 0x80) != 0;
    boolean startsSequence = (aggregation & 0x08) != 0;
    if (continues && startsSequence) {
      return false;
    }
    int elementCount = aggregation >> 4 & 0x03;
    mark.keyFrame = startsSequence;
    mark.switchingPoint = startsSequence;
    return walkElements(bytes, offset + 1, offset + length, elementCount, continues, mark);
  }

  /** Every element has its size before it, but for the last one where the header counts them. */
  private static boolean walkElements(
      byte[] bytes, int from, int end, int elementCount, boolean continues, FrameMark mark) {
    int at = from;
    for (int index = 0; at < end; index++) {
      if (elementCount != 0 && index == elementCount) {
        return false;
      }
      int elementBytes = end - at;
      if (index + 1 != elementCount) {
        long size = sizeAt(bytes, at, end);
        at += sizeBytes(bytes, at, end);
        if (size < 0 || size > end - at) {
          return false;
        }
        elementBytes = (int) size;
      }
      boolean fragment = index == 0 && continues;
      if (!fragment && elementBytes > 0) {
        readUnit(bytes, at, elementBytes, mark);
      }
      at += elementBytes;
    }
    return true;
  }

  private static void readUnit(byte[] bytes, int offset, int length, FrameMark mark) {
    int header = BigEndian.uint8(bytes, offset);
    int type = header >> 3 & 0x0f;
    boolean extended = (header & 0x04) != 0;
    boolean sized = (header & 0x02) != 0;
    int body = offset + 1;
    int end = offset + length;
    boolean ofFrame = type == FRAME_HEADER || type == FRAME || type == TILE_GROUP;
    if (extended && body < end) {
      if (ofFrame) {
        mark.temporalId = BigEndian.uint8(bytes, body) >> 5;
        mark.spatialId = bytes[body] >> 3 & 0x03;
      }
      body++;
    }
    if (sized) {
      body += sizeBytes(bytes, body, end);
    }
    mark.startOfFrame |= type == FRAME_HEADER || type == FRAME;
    if (type == SEQUENCE_HEADER && body < end) {
      Av1SequenceHeader.readSize(bytes, body, end - body, mark);
    }
  }

  /** A size in LEB128, or -1 if it is cut off or longer than any packet. */
  private static long sizeAt(byte[] bytes, int offset, int end) {
    long size = 0;
    for (int i = 0; i < LONGEST_SIZE_BYTES && offset + i < end; i++) {
      size |= (bytes[offset + i] & 0x7fL) << (7 * i);
      if ((bytes[offset + i] & 0x80) == 0) {
        return size;
      }
    }
    return -1;
  }

  private static int sizeBytes(byte[] bytes, int offset, int end) {
    int at = offset;
    while (at < end && (bytes[at] & 0x80) != 0) {
      at++;
    }
    return Math.min(at + 1, end) - offset;
  }
}
