package dev.plenum.rtp.rtcp;

import dev.plenum.rtp.BigEndian;

/**
 * The bit rate that a receiver believes it can take (draft-alvestrand-rmcat-remb-03 section 2.2).
 *
 * <pre>
 *  |                  SSRC of packet sender                        |
 *  |                  SSRC of media source (unused, 0)             |
 *  |                  'R' 'E' 'M' 'B'                              |
 *  |   SSRC count  | exponent  |  mantissa, 18 bits                |
 *  |                  SSRCs that share the rate                    |
 * </pre>
 */
public final class Remb {
  static final int HEAD_BYTES = 16;
  static final int MANTISSA_BITS = 18;

  private byte[] bytes = {};
  private int offset;

  /** Wraps the current part; false if it is no REMB or too short for the sources that it counts. */
  public boolean wrap(RtcpPacket packet) {
    bytes = packet.bytes();
    offset = packet.bodyOffset();
    return packet.kind() == RtcpKind.REMB
        && packet.bodyBytes() >= HEAD_BYTES
        && packet.bodyBytes() >= HEAD_BYTES + 4 * ssrcCount();
  }

  public int senderSsrc() {
    return BigEndian.int32(bytes, offset);
  }

  /** Bits per second; {@link Long#MAX_VALUE} for what does not fit a long. */
  public long bitrateBps() {
    int exponent = BigEndian.uint8(bytes, offset + 13) >> 2;
    long mantissa = BigEndian.uint24(bytes, offset + 13) & (1 << MANTISSA_BITS) - 1;
    boolean fits = mantissa == 0 || exponent < Long.numberOfLeadingZeros(mantissa);
    return fits ? mantissa << exponent : Long.MAX_VALUE;
  }

  public int ssrcCount() {
    return BigEndian.uint8(bytes, offset + 12);
  }

  public int ssrc(int index) {
    return BigEndian.int32(bytes, offset + HEAD_BYTES + 4 * index);
  }
}
