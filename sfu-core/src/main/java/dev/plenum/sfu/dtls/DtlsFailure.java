package dev.plenum.sfu.dtls;

/** Why a handshake failed. */
public enum DtlsFailure {
  /** It was not done in time. */
  TIMEOUT,
  /** The client's certificate is not the one that its SDP announced. */
  FINGERPRINT_MISMATCH,
  /** The client offered no SRTP profile that we have. */
  NO_SRTP_PROFILE,
  /** The client gave up. */
  PEER_ALERT,
  /** The client's messages broke the protocol, or nothing else could be agreed on. */
  PROTOCOL
}
