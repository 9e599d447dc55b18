package dev.plenum.sfu.ice;

import java.security.MessageDigest;

/**
 * A connectivity check as decoded by {@link StunCodec}. Nothing in it is to be believed before
 * {@link #isAuthentic}. Immutable.
 *
 * <p>Source: RFC 8445 §7.1, RFC 8489 §14.
 */
public final class BindingRequest implements StunDecoded {
  /** The role that the sender claims. */
  public enum Role {
    CONTROLLING,
    CONTROLLED,
    UNSTATED
  }

  static final int NO_INTEGRITY = -1;

  private final byte[] message;
  private final int integrityOffset;
  private final String username;
  private final long priority;
  private final boolean useCandidate;
  private final Role role;
  private final long tieBreaker;
  private final char[] unknownAttributes;

  /**
   * @param message the whole message; not copied
   * @param integrityOffset where MESSAGE-INTEGRITY starts, or {@link #NO_INTEGRITY}
   */
  BindingRequest(
      byte[] message,
      int integrityOffset,
      String username,
      long priority,
      boolean useCandidate,
      Role role,
      long tieBreaker,
      char[] unknownAttributes) {
    this.message = message;
    this.integrityOffset = integrityOffset;
    this.username = username;
    this.priority = priority;
    this.useCandidate = useCandidate;
    this.role = role;
    this.tieBreaker = tieBreaker;
    this.unknownAttributes = unknownAttributes;
  }

  /** First half of the user name, the ufrag of the agent that is asked: ours. Empty if absent. */
  public String localUfrag() {
    int colon = username.indexOf(':');
    return colon < 0 ? "" : username.substring(0, colon);
  }

  /** Second half of the user name, the asking agent's ufrag. Empty if absent. */
  public String remoteUfrag() {
    return username.substring(username.indexOf(':') + 1);
  }

  /** Priority of the candidate that a peer-reflexive address would be; 0 if absent. */
  public long priority() {
    return priority;
  }

  /** Whether the sender nominates the path that the request came by. */
  public boolean useCandidate() {
    return useCandidate;
  }

  public Role role() {
    return role;
  }

  /** The sender's random number for role conflicts; 0 if no role is stated. */
  public long tieBreaker() {
    return tieBreaker;
  }

  /** Whether the request has what authentication needs. */
  public boolean isComplete() {
    return integrityOffset != NO_INTEGRITY && !localUfrag().isEmpty();
  }

  /** Whether MESSAGE-INTEGRITY was made with this password of ours (RFC 8489 §14.5). */
  public boolean isAuthentic(String pwd) {
    if (integrityOffset == NO_INTEGRITY) {
      return false;
    }
    byte[] expected = MessageIntegrity.of(message, integrityOffset, pwd);
    int hmacOffset = integrityOffset + StunCodec.ATTRIBUTE_HEADER_BYTES;
    byte[] given = new byte[expected.length];
    System.arraycopy(message, hmacOffset, given, 0, given.length);
    return MessageDigest.isEqual(expected, given);
  }

  /** Attributes that we would have to understand and do not. */
  char[] unknownAttributes() {
    return unknownAttributes;
  }

  /** The whole message, to answer with its transaction id. */
  byte[] message() {
    return message;
  }
}
