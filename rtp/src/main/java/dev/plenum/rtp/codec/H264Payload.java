package dev.plenum.rtp.codec;

import dev.plenum.rtp.BigEndian;

/**
 * H.264 payloads of packetization modes 0 and 1: single NAL units, STAP-A and FU-A (RFC 6184
 * section 5).
 *
 * <pre>
 *   0 1 2 3 4 5 6 7     0 1 2 3 4 5 6 7
 *  +-+-+-+-+-+-+-+-+   +-+-+-+-+-+-+-+-+
 *  |F|NRI|  type   |   |S|E|R|  type   |   FU-A: S start, E end of the NAL unit
 *  +-+-+-+-+-+-+-+-+   +-+-+-+-+-+-+-+-+
 *  STAP-A: then 16 bits of size before each NAL unit
 * </pre>
 */
final class H264Payload {
  private static final int SLICE = 1;
  private static final int IDR_SLICE = 5;
  private static final int SEI = 6;
  private static final int SEQUENCE_PARAMETERS = 7;
  private static final int PICTURE_PARAMETERS = 8;
  private static final int ACCESS_UNIT_DELIMITER = 9;
  private static final int LARGEST_SINGLE = 23;
  private static final int STAP_A = 24;
  private static final int FU_A = 28;

  private H264Payload() {}

  static boolean parse(byte[] bytes, int offset, int length, FrameMark mark) {
    mark.reset();
    if (length < 1) {
      return false;
    }
    int type = bytes[offset] & 0x1f;
    return switch (type) {
      case STAP_A -> parseAggregate(bytes, offset + 1, offset + length, mark);
      case FU_A -> parseFragment(bytes, offset, length, mark);
      default -> {
        mark.discardable = type == SLICE && isUnreferenced(bytes[offset]);
        markUnit(type, bytes, offset + 1, length - 1, mark);
        yield type > 0 && type <= LARGEST_SINGLE;
      }
    };
  }

  private static boolean parseAggregate(byte[] bytes, int from, int end, FrameMark mark) {
    if (from == end) {
      return false;
    }
    for (int at = from; at < end; ) {
      if (at + 2 > end) {
        return false;
      }
      int unitBytes = BigEndian.uint16(bytes, at);
      at += 2;
      if (unitBytes == 0 || at + unitBytes > end) {
        return false;
      }
      markUnit(bytes[at] & 0x1f, bytes, at + 1, unitBytes - 1, mark);
      at += unitBytes;
    }
    return true;
  }

  private static boolean parseFragment(byte[] bytes, int offset, int length, FrameMark mark) {
    if (length < 3) {
      return false;
    }
    int type = bytes[offset + 1] & 0x1f;
    boolean start = (bytes[offset + 1] & 0x80) != 0;
    mark.discardable = type == SLICE && isUnreferenced(bytes[offset]);
    if (start) {
      markUnit(type, bytes, offset + 2, length - 2, mark);
    }
    return true;
  }

  private static boolean isUnreferenced(byte header) {
    return (header & 0x60) == 0;
  }

  /**
   * Notes what a NAL unit that begins here means for the frame; offset and length are those of its
   * body.
   */
  private static void markUnit(int type, byte[] bytes, int offset, int length, FrameMark mark) {
    switch (type) {
      case SEQUENCE_PARAMETERS -> {
        mark.keyFrame = true;
        mark.startOfFrame = true;
        mark.switchingPoint = true;
        H264SequenceParameters.readSize(bytes, offset, length, mark);
      }
      case PICTURE_PARAMETERS, SEI, ACCESS_UNIT_DELIMITER -> mark.startOfFrame = true;
      case IDR_SLICE -> {
        mark.keyFrame = true;
        mark.switchingPoint = true;
        mark.startOfFrame |= isFirstSlice(bytes, offset, length);
      }
      case SLICE -> mark.startOfFrame |= isFirstSlice(bytes, offset, length);
      default -> {}
    }
  }

  /** A slice opens with the number of its first macroblock; zero is coded as a single set bit. */
  private static boolean isFirstSlice(byte[] bytes, int offset, int length) {
    return length > 0 && (bytes[offset] & 0x80) != 0;
  }
}
