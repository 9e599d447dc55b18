package dev.plenum.sfu.ice;

/** Whether the peer still wants packets from us (RFC 7675). */
public enum ConsentState {
  /** No authentic check has arrived yet: nothing may be sent. */
  PENDING,
  /** The peer is heard. */
  FRESH,
  /** The peer is silent; it may come back. */
  LOST,
  /** Nothing may be sent any more until an ICE restart succeeds. */
  EXPIRED
}
