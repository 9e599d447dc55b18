package dev.plenum.rtp.rtcp;

import dev.plenum.rtp.BigEndian;
import dev.plenum.rtp.SequenceNumbers;

/**
 * Composes one compound RTCP packet after another into the caller's bytes: {@code begin}, parts in
 * any order, {@code end}. Owned by whoever creates it. Room in the target is the caller's care; too
 * little of it throws.
 */
public final class RtcpWriter {
  /** Stands for the arrival time of a packet that did not arrive. */
  public static final long NOT_RECEIVED = Long.MIN_VALUE;

  private static final int VERSION_2 = 0x80;
  private static final int PADDING_BIT = 0x20;
  private static final int LARGEST_COUNT = 31;
  private static final int NACK_MASK_BITS = 16;
  private static final int NO_REPORT = -1;

  private final TransportFeedbackWriter feedback = new TransportFeedbackWriter();
  private byte[] bytes = {};
  private int start;
  private int position;
  private int openReport = NO_REPORT;

  /** Starts an empty compound packet at the offset. */
  public RtcpWriter begin(byte[] bytes, int offset) {
    this.bytes = bytes;
    start = offset;
    position = offset;
    openReport = NO_REPORT;
    return this;
  }

  /** Ends the packet and tells its length in bytes. */
  public int end() {
    return length();
  }

  /** Bytes composed so far. */
  public int length() {
    return position - start;
  }

  /**
   * Appends a sender report, to which {@link #reportBlock} may be added. {@link SenderReport}
   * explains the fields.
   */
  public RtcpWriter senderReport(
      int ssrc, long ntpTimestamp, int rtpTimestamp, long packetCount, long octetCount) {
    int at = part(RtcpKind.SENDER_REPORT.packetType, 0, SenderReport.BYTES);
    openReport = at - RtcpPacket.HEADER_BYTES;
    BigEndian.put32(bytes, at, ssrc);
    BigEndian.put64(bytes, at + 4, ntpTimestamp);
    BigEndian.put32(bytes, at + 12, rtpTimestamp);
    BigEndian.put32(bytes, at + 16, (int) packetCount);
    BigEndian.put32(bytes, at + 20, (int) octetCount);
    return this;
  }

  /** Appends a receiver report, to which {@link #reportBlock} may be added. */
  public RtcpWriter receiverReport(int ssrc) {
    int at = part(RtcpKind.RECEIVER_REPORT.packetType, 0, 4);
    openReport = at - RtcpPacket.HEADER_BYTES;
    BigEndian.put32(bytes, at, ssrc);
    return this;
  }

  /**
   * Adds a block to the report just appended, at most 31. {@link ReportBlocks} explains the fields;
   * losses beyond what 24 bits hold are clamped.
   */
  public RtcpWriter reportBlock(
      int ssrc,
      int fractionLost,
      int cumulativeLost,
      long extendedHighestSequence,
      long jitter,
      int lastSenderReport,
      long delaySinceLastSenderReport) {
    require(
        openReport != NO_REPORT && (bytes[openReport] & 0x1f) < LARGEST_COUNT, "no open report");
    int at = position;
    position += ReportBlocks.BLOCK_BYTES;
    BigEndian.put32(bytes, at, ssrc);
    BigEndian.put8(bytes, at + 4, fractionLost);
    BigEndian.put24(bytes, at + 5, Math.clamp(cumulativeLost, -0x80_0000, 0x7f_ffff));
    BigEndian.put32(bytes, at + 8, (int) extendedHighestSequence);
    BigEndian.put32(bytes, at + 12, (int) jitter);
    BigEndian.put32(bytes, at + 16, lastSenderReport);
    BigEndian.put32(bytes, at + 20, (int) delaySinceLastSenderReport);
    bytes[openReport]++;
    closePart(openReport);
    return this;
  }

  /** Appends a source description that holds one CNAME of 1 to 255 bytes. */
  public RtcpWriter sdesCname(int ssrc, byte[] cname) {
    require(cname.length > 0 && cname.length <= 255, "CNAME is 1 to 255 bytes");
    int itemBytes = 2 + cname.length;
    int chunkBytes = 4 + (itemBytes + 4 & ~3);
    int at = part(RtcpKind.SOURCE_DESCRIPTION.packetType, 1, chunkBytes);
    BigEndian.put32(bytes, at, ssrc);
    BigEndian.put8(bytes, at + 4, SourceDescription.CNAME);
    BigEndian.put8(bytes, at + 5, cname.length);
    System.arraycopy(cname, 0, bytes, at + 6, cname.length);
    for (int i = at + 4 + itemBytes; i < at + chunkBytes; i++) {
      bytes[i] = 0;
    }
    return this;
  }

  /** Appends a goodbye of one source. */
  public RtcpWriter bye(int ssrc) {
    BigEndian.put32(bytes, part(RtcpKind.GOODBYE.packetType, 1, 4), ssrc);
    return this;
  }

  /** Appends a NACK of at least one sequence number, given in serial order. */
  public RtcpWriter nack(
      int senderSsrc, int mediaSsrc, int[] sequenceNumbers, int from, int count) {
    require(count > 0, "a NACK names at least one packet");
    int header = position;
    feedbackPart(RtcpKind.NACK, senderSsrc, mediaSsrc, 0);
    for (int i = 0; i < count; ) {
      int packetId = sequenceNumbers[from + i++];
      int mask = 0;
      for (; i < count; i++) {
        int distance = SequenceNumbers.distance(packetId, sequenceNumbers[from + i]);
        if (distance < 1 || distance > NACK_MASK_BITS) {
          break;
        }
        mask |= 1 << (distance - 1);
      }
      BigEndian.put16(bytes, position, packetId);
      BigEndian.put16(bytes, position + 2, mask);
      position += 4;
    }
    closePart(header);
    return this;
  }

  /** Appends a picture loss indication. */
  public RtcpWriter pli(int senderSsrc, int mediaSsrc) {
    feedbackPart(RtcpKind.PICTURE_LOSS, senderSsrc, mediaSsrc, 0);
    return this;
  }

  /** Appends a full intra request of one stream; the command number rises with each new wish. */
  public RtcpWriter fir(int senderSsrc, int mediaSsrc, int commandNumber) {
    int at = feedbackPart(RtcpKind.FULL_INTRA_REQUEST, senderSsrc, 0, 8);
    BigEndian.put32(bytes, at, mediaSsrc);
    BigEndian.put32(bytes, at + 4, commandNumber << 24);
    return this;
  }

  /** Appends a receiver estimate for up to 255 streams, rounded down to 18 significant bits. */
  public RtcpWriter remb(int senderSsrc, long bitrateBps, int[] ssrcs, int from, int count) {
    require(bitrateBps >= 0 && count >= 0 && count <= 255, "rate or number of streams");
    int at = feedbackPart(RtcpKind.REMB, senderSsrc, 0, Remb.HEAD_BYTES - 8 + 4 * count);
    int significantBits = Long.SIZE - Long.numberOfLeadingZeros(bitrateBps);
    int exponent = Math.max(0, significantBits - Remb.MANTISSA_BITS);
    int mantissa = (int) (bitrateBps >> exponent);
    BigEndian.put32(bytes, at, RtcpKind.REMB_IDENTIFIER);
    BigEndian.put8(bytes, at + 4, count);
    BigEndian.put24(bytes, at + 5, exponent << Remb.MANTISSA_BITS | mantissa);
    for (int i = 0; i < count; i++) {
      BigEndian.put32(bytes, at + 8 + 4 * i, ssrcs[from + i]);
    }
    return this;
  }

  /**
   * Appends transport-wide feedback on consecutive packets.
   *
   * @param feedbackCount number of this feedback, of which the lower 8 bits are sent
   * @param baseSequence transport-wide sequence number of the first packet
   * @param arrivalNanos when each packet arrived on a monotonic clock, or {@link #NOT_RECEIVED}
   * @return how many packets it tells of; fewer than given if arrivals lie too far apart or are too
   *     many, and 0, with nothing appended, if none of them was received
   */
  public int transportFeedback(
      int senderSsrc,
      int mediaSsrc,
      int feedbackCount,
      int baseSequence,
      long[] arrivalNanos,
      int from,
      int count) {
    int taken = feedback.take(arrivalNanos, from, count);
    if (taken == 0) {
      return 0;
    }
    int header = position;
    int at = feedbackPart(RtcpKind.TRANSPORT_FEEDBACK, senderSsrc, mediaSsrc, 0);
    BigEndian.put16(bytes, at, baseSequence);
    position = feedback.write(bytes, at + 2, feedbackCount);
    padPart(header);
    closePart(header);
    return taken;
  }

  /** Appends a part's header, leaves room for its body and tells where that begins. */
  private int part(int packetType, int count, int bodyBytes) {
    openReport = NO_REPORT;
    int header = position;
    BigEndian.put8(bytes, header, VERSION_2 | count);
    BigEndian.put8(bytes, header + 1, packetType);
    position += RtcpPacket.HEADER_BYTES + bodyBytes;
    closePart(header);
    return header + RtcpPacket.HEADER_BYTES;
  }

  /**
   * Appends the head that all feedback shares (RFC 4585 section 6.1) and tells where its details
   * begin.
   */
  private int feedbackPart(RtcpKind kind, int senderSsrc, int mediaSsrc, int detailBytes) {
    int at = part(kind.packetType, kind.format, Nack.HEAD_BYTES + detailBytes);
    BigEndian.put32(bytes, at, senderSsrc);
    BigEndian.put32(bytes, at + 4, mediaSsrc);
    return at + Nack.HEAD_BYTES;
  }

  private void padPart(int header) {
    int paddingBytes = -(position - header) & 3;
    if (paddingBytes == 0) {
      return;
    }
    bytes[header] |= PADDING_BIT;
    for (int i = 1; i < paddingBytes; i++) {
      bytes[position++] = 0;
    }
    bytes[position++] = (byte) paddingBytes;
  }

  private void closePart(int header) {
    BigEndian.put16(bytes, header + 2, (position - header) / 4 - 1);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalStateException(rule);
    }
  }
}
