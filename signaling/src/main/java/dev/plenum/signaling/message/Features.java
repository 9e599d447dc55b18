package dev.plenum.signaling.message;

import java.util.List;

/**
 * Parts of the protocol that came after its first version, by name, so that either side can tell
 * whether the other knows them.
 */
public final class Features {

  /** The server says which encodings of a source are of use, and the client sends those. */
  public static final String ENCODINGS = "encodings";

  /** What this server knows. */
  public static final List<String> KNOWN = List.of(ENCODINGS);

  private Features() {}
}
