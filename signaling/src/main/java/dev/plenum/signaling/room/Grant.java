package dev.plenum.signaling.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plenum.signaling.message.Permissions;
import dev.plenum.signaling.token.AccessToken;
import dev.plenum.signaling.token.Grants;
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

  public static Grant of(AccessToken token) {
    Grants grants = token.grants();
    Permissions permissions =
        new Permissions(
            grants.publish(),
            grants.subscribe(),
            grants.chat(),
            grants.data(),
            grants.administer(),
            grants.updateMe(),
            grants.hidden());
    return new Grant(
        token.identity(),
        token.name().isEmpty() ? null : token.name(),
        token.metadata().isEmpty() ? null : TextNode.valueOf(token.metadata()),
        token.attributes(),
        permissions,
        token.issuedAt());
  }
}
