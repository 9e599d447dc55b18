package dev.plenum.signaling.token;

/** A token that is not accepted: why, and what the embedding application can do. */
public final class TokenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean expired;
  private final String fix;

  private TokenException(String problem, String fix, boolean expired) {
    super(problem);
    this.fix = fix;
    this.expired = expired;
  }

  static TokenException unauthenticated(String problem, String fix) {
    return new TokenException(problem, fix, false);
  }

  static TokenException expired(String problem, String fix) {
    return new TokenException(problem, fix, true);
  }

  /**
   * True where the token was good once: code {@code token-expired}, else {@code unauthenticated}.
   */
  public boolean isExpired() {
    return expired;
  }

  public String fix() {
    return fix;
  }
}
