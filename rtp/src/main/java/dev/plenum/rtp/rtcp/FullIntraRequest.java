package dev.plenum.rtp.rtcp;

import dev.plenum.rtp.BigEndian;

/**
 * Walks over the streams that a full intra request wants a key frame of (RFC 5104 section 4.3.1).
 *
 * <pre>
 *  |                  SSRC of packet sender                        |
 *  |                  SSRC of media source (unused, 0)             |
 *  |                  SSRC that shall send a key frame             |
 *  | command nr.   |                 reserved                      |
 * </pre>
 */
public final class FullIntraRequest {
  private static final int HEAD_BYTES = 8;
  private static final int ENTRY_BYTES = 8;

  private byte[] bytes = {};
  private int offset;
  private int entry;
  private int next;
  private int end;

  /** Wraps the current part; false if it is no FIR or carries no whole entry. */
  public boolean wrap(RtcpPacket packet) {
    bytes = packet.bytes();
    offset = packet.bodyOffset();
    next = offset + HEAD_BYTES;
    end = offset + packet.bodyBytes();
    if (packet.kind() != RtcpKind.FULL_INTRA_REQUEST || next + ENTRY_BYTES > end) {
      next = end;
      return false;
    }
    return true;
  }

  public int senderSsrc() {
    return BigEndian.int32(bytes, offset);
  }

  /** Steps to the next stream; false behind the last. */
  public boolean next() {
    if (next + ENTRY_BYTES > end) {
      return false;
    }
    entry = next;
    next += ENTRY_BYTES;
    return true;
  }

  public int ssrc() {
    return BigEndian.int32(bytes, entry);
  }

  /** Number of the command, 0 to 255: a repeated one asks for nothing new. */
  public int commandNumber() {
    return BigEndian.uint8(bytes, entry + 4);
  }
}
