package dev.plenum.sfu.control;

/** Why a transport closed; {@link #NONE} while it has not. */
public enum CloseReason {
  NONE,
  /** The control plane asked for it. */
  REQUESTED,
  /** No consent for 30 s (RFC 7675). */
  CONSENT_EXPIRED,
  /** The peer sent a DTLS close_notify. */
  CLOSED_BY_PEER,
  /** The DTLS handshake failed or took too long. */
  HANDSHAKE_FAILED,
  /** The peer's certificate is not the one which its SDP announced. */
  FINGERPRINT_MISMATCH
}
