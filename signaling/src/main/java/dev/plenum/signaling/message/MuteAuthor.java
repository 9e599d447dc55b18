package dev.plenum.signaling.message;

/** Who muted a source; on the wire {@code false} for nobody. */
public enum MuteAuthor {
  NOBODY,
  SELF,
  MODERATOR,
  POLICY;

  /** Whether it was muted, and not by its owner. */
  public boolean isSomebodyElse() {
    return this == MODERATOR || this == POLICY;
  }
}
