package dev.plenum.sfu.control;

/** A transport's way through life. */
public enum TransportState {
  /** Waiting for the first valid connectivity check, or for DTLS. */
  CONNECTING,
  /** Keys are there and media may flow. */
  CONNECTED,
  /** No authenticated check for 5 s; media may return by itself or by an ICE restart. */
  DISCONNECTED,
  CLOSED
}
