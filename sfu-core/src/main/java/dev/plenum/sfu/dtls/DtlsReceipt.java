package dev.plenum.sfu.dtls;

/** What became of a datagram given to {@link DtlsEndpoint#receive}. */
public enum DtlsReceipt {
  QUEUED,
  /** Not whole DTLS records, or a message larger than any handshake needs. */
  MALFORMED,
  /** The inbox is full. */
  OVERFLOW,
  /** The association has ended. */
  CLOSED
}
