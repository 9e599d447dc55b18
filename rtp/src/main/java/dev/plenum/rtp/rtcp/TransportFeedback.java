package dev.plenum.rtp.rtcp;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.SequenceNumbers;

/**
 * Walks over the packets that transport-wide feedback tells of
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                     SSRC of packet sender                     |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                      SSRC of media source                     |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |      base sequence number     |      packet status count      |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |      reference time, 64 ms, signed            | feedback count|
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |  status chunks of 16 bits: run length or vector of symbols    |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |  arrival deltas of 0.25 ms: 8 bits, or 16 signed              |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class TransportFeedback {
  static final int HEAD_BYTES = 16;
  static final int REFERENCE_TICK_MICROS = 64_000;
  static final int DELTA_TICK_MICROS = 250;

  static final int NOT_RECEIVED = 0;
  static final int SMALL_DELTA = 1;
  static final int LARGE_DELTA = 2;

  private byte[] bytes = {};
  private int offset;
  private int chunk;
  private int chunkIndex;
  private int delta;
  private int remaining;
  private int symbol;
  private int deltaTicks;
  private long arrivalTicks;

  /**
   * Wraps the current part and stands before its first packet. Answers false if it is no
   * transport-wide feedback, or if its chunks and deltas do not fit into it.
   */
  public boolean wrap(RtcpPacket packet) {
    bytes = packet.bytes();
    offset = packet.bodyOffset();
    remaining = 0;
    if (packet.kind() != RtcpKind.TRANSPORT_FEEDBACK
        || packet.bodyBytes() < HEAD_BYTES
        || !findDeltas(offset + packet.bodyBytes())) {
      return false;
    }
    chunk = offset + HEAD_BYTES;
    chunkIndex = 0;
    remaining = statusCount();
    arrivalTicks = (long) referenceTime() * (REFERENCE_TICK_MICROS / DELTA_TICK_MICROS);
    return true;
  }

  /** Walks over the chunks once to find the deltas behind them, and whether all are there. */
  private boolean findDeltas(int end) {
    int at = offset + HEAD_BYTES;
    int deltaBytes = 0;
    for (int known = 0; known < statusCount(); at += 2) {
      if (at + 2 > end) {
        return false;
      }
      int word = BigEndian.uint16(bytes, at);
      int packets = Math.min(StatusChunk.packets(word), statusCount() - known);
      int chunkDeltaBytes = StatusChunk.deltaBytes(word, packets);
      if (chunkDeltaBytes < 0) {
        return false;
      }
      deltaBytes += chunkDeltaBytes;
      known += packets;
    }
    delta = at;
    return at + deltaBytes <= end;
  }

  public int senderSsrc() {
    return BigEndian.int32(bytes, offset);
  }

  public int mediaSsrc() {
    return BigEndian.int32(bytes, offset + 4);
  }

  /** Transport-wide sequence number of the first packet told of. */
  public int baseSequence() {
    return BigEndian.uint16(bytes, offset + 8);
  }

  public int statusCount() {
    return BigEndian.uint16(bytes, offset + 10);
  }

  /** The receiver's clock in units of 64 ms, 24 bits signed, wrapping. */
  public int referenceTime() {
    return BigEndian.int24(bytes, offset + 12);
  }

  /** Number of this feedback, 0 to 255, wrapping. */
  public int feedbackCount() {
    return BigEndian.uint8(bytes, offset + 15);
  }

  /** Steps to the next packet, received or not; false behind the last. */
  public boolean next() {
    if (remaining == 0) {
      return false;
    }
    remaining--;
    int word = BigEndian.uint16(bytes, chunk);
    symbol = StatusChunk.symbol(word, chunkIndex);
    if (++chunkIndex == StatusChunk.packets(word)) {
      chunk += 2;
      chunkIndex = 0;
    }
    readDelta();
    return true;
  }

  private void readDelta() {
    switch (symbol) {
      case SMALL_DELTA -> deltaTicks = BigEndian.uint8(bytes, delta++);
      case LARGE_DELTA -> {
        deltaTicks = (short) BigEndian.uint16(bytes, delta);
        delta += 2;
      }
      default -> deltaTicks = 0;
    }
    arrivalTicks += deltaTicks;
  }

  /** Transport-wide sequence number of the packet. */
  public int sequence() {
    return SequenceNumbers.plus(baseSequence(), statusCount() - 1 - remaining);
  }

  public boolean received() {
    return symbol != NOT_RECEIVED;
  }

  /**
   * Time since the arrival of the received packet before, or since the reference time for the
   * first: 0.25 ms units.
   */
  public int deltaTicks() {
    return deltaTicks;
  }

  /**
   * When a received packet arrived by the receiver's clock, as far as the wrapping reference time
   * tells.
   */
  public long arrivalMicros() {
    return arrivalTicks * DELTA_TICK_MICROS;
  }
}
