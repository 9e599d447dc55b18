package dev.plenum.sfu.ice;

/** Why a datagram is not a binding request. */
public enum StunDrop implements StunDecoded {
  /** No STUN header of RFC 8489, or a length that is not the datagram's. */
  NOT_STUN,
  /** A binding indication: it keeps a NAT's mapping alive and wants no answer. */
  INDICATION,
  /** A response. A lite agent asks nothing, so it answers nothing of ours. */
  RESPONSE,
  /** A request of another method than Binding. */
  OTHER_METHOD,
  /** Broken attributes, or a fingerprint that does not fit. */
  MALFORMED
}
