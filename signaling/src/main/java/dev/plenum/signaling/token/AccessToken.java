package dev.plenum.signaling.token;

import java.time.Instant;
import java.util.Map;

/**
 * A verified token, or one to be issued.
 *
 * @param identity who this is for the embedding application ({@code sub}); not the participant id
 * @param name shown to others, empty where the token leaves it open
 * @param metadata of the embedding application, opaque, empty for none
 * @param attributes of the embedding application, opaque
 * @param room the only room it is for, empty for any
 * @param issuedAt {@code iat}, else {@code nbf}, else the epoch; a removal refuses earlier tokens
 * @param expiresAt {@code exp}
 */
public record AccessToken(
    String identity,
    String name,
    String metadata,
    Map<String, String> attributes,
    String room,
    Grants grants,
    Instant issuedAt,
    Instant expiresAt) {

  public AccessToken {
    attributes = Map.copyOf(attributes);
  }

  /** What somebody without a token has in development mode. */
  public static AccessToken development(String identity, String name, String room) {
    return new AccessToken(
        identity, name, "", Map.of(), room, Grants.EVERYTHING, Instant.EPOCH, Instant.MAX);
  }

  /** Whether it is for this room, or for any. */
  public boolean covers(String room) {
    return this.room.isEmpty() || this.room.equals(room);
  }
}
