package dev.plenum.load.stun;

/** Who decides on the candidates that are used (RFC 8445 §6.1.1). */
public enum IceRole {
  /** We do: who has written the offer. */
  CONTROLLING,
  /** The server does: who has written the answer. */
  CONTROLLED
}
