package dev.plenum.signaling.room;

import dev.plenum.signaling.message.RefusedException;
import org.jspecify.annotations.Nullable;

/** Decides who may enter a room, and as what. */
@FunctionalInterface
public interface Doorkeeper {

  /**
   * Reads a token for a room.
   *
   * @param token null where none was given
   * @throws RefusedException with {@code unauthenticated}, {@code token-expired} or {@code
   *     not-allowed}
   */
  Grant admit(String room, @Nullable String token);
}
