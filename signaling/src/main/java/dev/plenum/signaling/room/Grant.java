package dev.plenum.signaling.room;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.signaling.message.Permissions;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token, or development mode, grants to somebody in one room.
 *
 * @param identity who they are to the embedder; not the participant id
 * @param name null where the token has none, so that the client may choose
 * @param issuedAt when the token was made; those before a removal are refused
 */
public record Grant(
    String identity,
    @Nullable String name,
    @Nullable JsonNode metadata,
    Map<String, String> attributes,
    Permissions permissions,
    Instant issuedAt) {

  public Grant {
    attributes = Map.copyOf(attributes);
  }
}
