package dev.plenum.load;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.RtpPacket;

/**
 * What the last bytes of each payload tell: whose packet it is, which, and when it was sent. Owned
 * by whoever reads.
 *
 * <pre>
 *   0               4               8                              16
 *  +---------------+---------------+-------------------------------+
 *  | "Plnm"        | SSRC          | nanoseconds of our clock      |
 *  +---------------+---------------+-------------------------------+
 *  | number of its stream's packet |
 *  +-------------------------------+
 * </pre>
 */
final class Stamp {
  static final int BYTES = 24;

  private static final int MARK = 0x506c6e6d;
  private static final int SSRC = 4;
  private static final int NANOS = 8;
  private static final int NUMBER = 16;

  private int ssrc;
  private long nanos;
  private long number;

  /** Writes it into a payload's last bytes, which end before this place. */
  static void write(byte[] bytes, int end, int ssrc, long number, long nanos) {
    int at = end - BYTES;
    BigEndian.put32(bytes, at, MARK);
    BigEndian.put32(bytes, at + SSRC, ssrc);
    BigEndian.put64(bytes, at + NANOS, nanos);
    BigEndian.put64(bytes, at + NUMBER, number);
  }

  /** Reads that of a packet in the clear; false if it has none. */
  boolean read(RtpPacket packet) {
    int at = packet.payloadOffset() + packet.payloadBytes() - BYTES;
    byte[] bytes = packet.bytes();
    if (packet.payloadBytes() < BYTES || BigEndian.int32(bytes, at) != MARK) {
      return false;
    }
    ssrc = BigEndian.int32(bytes, at + SSRC);
    nanos = BigEndian.int64(bytes, at + NANOS);
    number = BigEndian.int64(bytes, at + NUMBER);
    return true;
  }

  int ssrc() {
    return ssrc;
  }

  long nanos() {
    return nanos;
  }

  long number() {
    return number;
  }
}
