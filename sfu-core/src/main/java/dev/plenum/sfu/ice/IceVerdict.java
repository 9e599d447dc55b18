package dev.plenum.sfu.ice;

/**
 * What became of a connectivity check. What is answered with 400 and 401 is not answered by a path
 * which was valid before.
 */
public enum IceVerdict {
  /** Authentic and answered with success. */
  VALID,
  /** Without user name or MESSAGE-INTEGRITY; answered with 400. */
  INCOMPLETE,
  /** For a ufrag that is not, or no longer, ours; answered with 401. */
  UNKNOWN_USER,
  /** Not made with our password; answered with 401. */
  UNAUTHENTIC,
  /** With an attribute that we would have to understand; answered with 420. */
  UNKNOWN_ATTRIBUTE,
  /** From a peer that believes to be controlled, as a lite agent always is; answered with 487. */
  ROLE_CONFLICT,
  /** After consent was gone for good; not answered. */
  EXPIRED
}
