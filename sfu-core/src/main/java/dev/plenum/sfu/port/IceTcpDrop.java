package dev.plenum.sfu.port;

/** Why an {@link IceTcpServer} closed a connection or dropped a frame. */
public enum IceTcpDrop {
  /** Closed on arrival: there were as many as {@link IceTcpLimits#connections}. */
  CONNECTION_LIMIT,
  /** Closed: no whole frame came in time. */
  FIRST_FRAME_LATE,
  /** Closed: the first frame is no STUN binding request with a USERNAME. */
  FIRST_FRAME_INVALID,
  /** Closed: nobody here has given out the user name fragment of the first frame. */
  FIRST_FRAME_UNKNOWN,
  /** Closed: a frame is longer than {@link DatagramBatch#DATAGRAM_BYTES}. */
  FRAME_TOO_LONG,
  /** Closed: no frame came for a long time. */
  IDLE,
  /** Closed by an error, as when the peer resets it. */
  CONNECTION_FAILED,
  /** A received frame: its loop is too far behind. */
  INBOX_FULL,
  /** A frame to send: the connection is gone. */
  SEND_NO_CONNECTION,
  /** A frame to send: the peer does not read, and enough waits for it already. */
  SEND_QUEUE_FULL
}
