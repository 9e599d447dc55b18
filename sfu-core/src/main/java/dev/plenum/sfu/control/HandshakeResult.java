package dev.plenum.sfu.control;

/** What a DTLS handshake came to. */
public enum HandshakeResult {
  ESTABLISHED,
  /** It was not done in time; what it waited for its turn does not count. */
  TIMEOUT,
  /** The client's certificate is not the one that its SDP announced. */
  FINGERPRINT_MISMATCH,
  /** The client offered no SRTP profile that we have. */
  NO_SRTP_PROFILE,
  /** The client gave up. */
  PEER_ALERT,
  /** The client's messages broke the protocol, or nothing else could be agreed on. */
  PROTOCOL,
  /** A bug of ours or of the library; the log has it. */
  INTERNAL
}
