package dev.plenum.sfu.control;

import java.util.Locale;

/**
 * Why a packet went no further. Each has a counter per room, where the room is known, and per node.
 */
public enum DropReason {
  /** The first byte belongs to no protocol of RFC 7983 which is spoken here. */
  UNKNOWN_PROTOCOL,
  /** No transport has this remote address. */
  UNKNOWN_ADDRESS,
  /** Longer than a slot of the receive batch. */
  TRUNCATED,
  STUN_MALFORMED,
  /** A connectivity check for a transport that does not exist. */
  STUN_UNKNOWN_UFRAG,
  /** MESSAGE-INTEGRITY does not match. */
  STUN_UNAUTHENTIC,
  /** A STUN message which a lite agent does not act on. */
  STUN_IGNORED,
  DTLS_MALFORMED,
  /** The handshake's inbox is full. */
  DTLS_OVERFLOW,
  /** Records without effect on an association that is established or has ended, forged ones too. */
  DTLS_UNUSED,
  /** SRTP or SRTCP before the handshake is done. */
  NOT_SECURED,
  RTP_MALFORMED,
  /** An RTP packet longer than networks carry in one piece. */
  RTP_TOO_LONG,
  RTCP_MALFORMED,
  REPLAYED,
  UNAUTHENTIC,
  /** No m-line claims this SSRC. */
  UNKNOWN_SSRC,
  /** The m-line did not negotiate this payload type. */
  UNKNOWN_PAYLOAD_TYPE,
  /** More SSRCs than one transport may have. */
  TOO_MANY_STREAMS,
  DUPLICATE,
  /** Older than the history reaches. */
  TOO_OLD,
  RTX_MALFORMED,
  /** Redundant audio whose blocks do not fit into it. */
  RED_MALFORMED,
  /** The source is muted at the server. */
  MUTED,
  /** A microphone outside the loudest few; not decrypted. */
  NOT_LOUD,
  /** A layer that nobody watches; not decrypted. */
  NOT_WATCHED,
  /** A retransmission which the history no longer holds. */
  NACK_TOO_OLD,
  /** A retransmission of what a key frame has made useless. */
  NACK_OVERTAKEN,
  /** A retransmission without RTX; under one SRTP index a packet may go out only once. */
  NACK_WITHOUT_RTX,
  /** The same packet was asked for again before it could have arrived. */
  NACK_TOO_SOON,
  /**
   * It would have waited longer for its receiver's network than it is worth; of a picture, all that
   * waited with it.
   */
  QUEUE_TOO_LONG,
  /** The operating system refused the datagram. */
  SEND_FAILED,
  /** The operating system had no room for what arrived, or reported an error for it. */
  RECEIVE_OVERFLOW,
  /** A TCP peer reads too slowly or is gone, or its loop is too far behind. */
  TCP_OVERFLOW,
  /** A TCP connection that was closed: bad or late frames, too many connections, idle, reset. */
  TCP_CONNECTION_CLOSED,
  /** Our own error while handling this packet; see the log. */
  INTERNAL;

  /** The counter's label, such as {@code stun-unauthentic}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
