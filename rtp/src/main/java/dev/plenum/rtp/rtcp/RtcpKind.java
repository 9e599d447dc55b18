package dev.plenum.rtp.rtcp;

import dev.plenum.rtp.BigEndian;

/** What a part of a compound RTCP packet is: its packet type together with its feedback format. */
public enum RtcpKind {
  SENDER_REPORT(200, 0),
  RECEIVER_REPORT(201, 0),
  SOURCE_DESCRIPTION(202, 0),
  GOODBYE(203, 0),
  /** Generic NACK (RFC 4585 section 6.2.1). */
  NACK(205, 1),
  /**
   * Transport-wide congestion control feedback
   * (draft-holmer-rmcat-transport-wide-cc-extensions-01).
   */
  TRANSPORT_FEEDBACK(205, 15),
  /** PLI (RFC 4585 section 6.3.1). */
  PICTURE_LOSS(206, 1),
  /** FIR (RFC 5104 section 4.3.1). */
  FULL_INTRA_REQUEST(206, 4),
  /** Receiver estimated maximum bit rate (draft-alvestrand-rmcat-remb-03). */
  REMB(206, 15),
  /** Anything else; to be ignored. */
  OTHER(0, 0);

  /** The letters that tell REMB from other application layer feedback. */
  static final int REMB_IDENTIFIER = 'R' << 24 | 'E' << 16 | 'M' << 8 | 'B';

  private static final int REMB_IDENTIFIER_OFFSET = 8;

  final int packetType;
  final int format;

  RtcpKind(int packetType, int format) {
    this.packetType = packetType;
    this.format = format;
  }

  static RtcpKind of(int packetType, int format, byte[] bytes, int bodyOffset, int bodyBytes) {
    return switch (packetType) {
      case 200 -> SENDER_REPORT;
      case 201 -> RECEIVER_REPORT;
      case 202 -> SOURCE_DESCRIPTION;
      case 203 -> GOODBYE;
      case 205 ->
          switch (format) {
            case 1 -> NACK;
            case 15 -> TRANSPORT_FEEDBACK;
            default -> OTHER;
          };
      case 206 ->
          switch (format) {
            case 1 -> PICTURE_LOSS;
            case 4 -> FULL_INTRA_REQUEST;
            case 15 -> isRemb(bytes, bodyOffset, bodyBytes) ? REMB : OTHER;
            default -> OTHER;
          };
      default -> OTHER;
    };
  }

  private static boolean isRemb(byte[] bytes, int bodyOffset, int bodyBytes) {
    return bodyBytes >= REMB_IDENTIFIER_OFFSET + 4
        && BigEndian.int32(bytes, bodyOffset + REMB_IDENTIFIER_OFFSET) == REMB_IDENTIFIER;
  }
}
