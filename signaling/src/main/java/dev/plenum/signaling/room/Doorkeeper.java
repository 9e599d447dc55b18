package dev.plenum.signaling.room;

import dev.plenum.signaling.message.ErrorCode;
import dev.plenum.signaling.message.Permissions;
import dev.plenum.signaling.message.RefusedException;
import dev.plenum.signaling.token.AccessToken;
import dev.plenum.signaling.token.TokenException;
import dev.plenum.signaling.token.Tokens;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Decides by tokens who may enter a room, and as what. Safe for use by any thread. */
public final class Doorkeeper {

  private final @Nullable Tokens tokens;
  private final RandomGenerator random;

  private Doorkeeper(@Nullable Tokens tokens, RandomGenerator random) {
    this.tokens = tokens;
    this.random = random;
  }

  /** Lets in who has a token. */
  public static Doorkeeper asking(Tokens tokens, RandomGenerator random) {
    return new Doorkeeper(tokens, random);
  }

  /** Lets everybody in, as a moderator with an identity of their own (development mode). */
  public static Doorkeeper lettingIn(RandomGenerator random) {
    return new Doorkeeper(null, random);
  }

  /**
   * Reads a token for a room.
   *
   * @param token null where none was given
   * @throws RefusedException {@code unauthenticated}, {@code token-expired} or {@code not-allowed}
   */
  public Grant admit(String room, @Nullable String token) {
    if (tokens == null) {
      return guest();
    }
    if (token == null) {
      throw new RefusedException(
          ErrorCode.UNAUTHENTICATED, "There is no token.", "Send one in the first message.");
    }
    AccessToken verified = verified(tokens, token);
    if (!verified.grants().join() || !verified.covers(room)) {
      throw new RefusedException(
          ErrorCode.NOT_ALLOWED,
          "The token is not for joining this room.",
          "Issue one with roomJoin and this room.");
    }
    return Grant.of(verified);
  }

  /**
   * Reads a further token of somebody who is in the room.
   *
   * @throws RefusedException as for {@link #admit}, and {@code not-allowed} where it is for another
   *     identity
   */
  public Permissions renew(String room, String token, Participant participant) {
    if (tokens == null) {
      return participant.permissions();
    }
    Grant grant = admit(room, token);
    if (!grant.identity().equals(participant.identity())) {
      throw new RefusedException(
          ErrorCode.NOT_ALLOWED,
          "The token is for another identity.",
          "Issue one for the identity that joined.");
    }
    return grant.permissions();
  }

  /** Nobody vouches for a guest's identity, so there are no earlier tokens of it to refuse. */
  private Grant guest() {
    String identity = "guest-" + HexFormat.of().toHexDigits(random.nextLong());
    return new Grant(identity, null, null, Map.of(), Permissions.MODERATOR, Instant.MAX);
  }

  private static AccessToken verified(Tokens tokens, String token) {
    try {
      return tokens.verify(token);
    } catch (TokenException e) {
      ErrorCode code = e.isExpired() ? ErrorCode.TOKEN_EXPIRED : ErrorCode.UNAUTHENTICATED;
      throw new RefusedException(code, "Refused: " + e.getMessage() + ".", e.fix());
    }
  }
}
