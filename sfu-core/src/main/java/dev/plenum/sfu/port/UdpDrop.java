package dev.plenum.sfu.port;

/** Why a {@link UdpPort} dropped a datagram. */
public enum UdpDrop {
  /** The socket's send buffer was full (EAGAIN). */
  SEND_WOULD_BLOCK,
  /** The kernel had no memory for it (ENOBUFS, ENOMEM). */
  SEND_NO_BUFFERS,
  /** No route, host or address family leads there (ENETUNREACH, EHOSTUNREACH and kin). */
  SEND_UNREACHABLE,
  /** The peer's host has nobody at that port (ECONNREFUSED). */
  SEND_REFUSED,
  /** A firewall or the system forbids it (EPERM, EACCES). */
  SEND_NOT_PERMITTED,
  /** Longer than the path takes (EMSGSIZE). */
  SEND_TOO_LONG,
  /** Any other error of the system. */
  SEND_FAILED,
  /**
   * Longer than {@link DatagramBatch#DATAGRAM_BYTES}, so its end is lost and the rest is of no use.
   */
  RECEIVE_TRUNCATED,
  /** The sender claims port 0 or an address of {@link PeerAddress#tcp}, where no answer can go. */
  RECEIVE_UNANSWERABLE,
  /** The system reported an error instead of a datagram. */
  RECEIVE_FAILED,
  /**
   * The kernel's receive buffer was full before we came (SO_RXQ_OVFL; only where the system tells).
   */
  RECEIVE_OVERFLOW
}
