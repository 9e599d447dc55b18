package dev.plenum.signaling.message;

import java.util.List;

/**
 * Parts of the protocol that came after its first version, by name, so that either side can tell
 * whether the other knows them.
 */
public final class Features {

  /** What this server knows. */
  public static final List<String> KNOWN = List.of();

  private Features() {}
}
