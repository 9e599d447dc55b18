package dev.plenum.signaling.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plenum.sfu.control.SourceKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A participant as everybody in the room sees them.
 *
 * @param pid the participant id
 * @param hand the order in which the hand was raised, null while it is down
 */
public record Person(
    String pid,
    String name,
    Role role,
    PersonState state,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long hand,
    @Nullable JsonNode metadata,
    @Nullable Map<String, String> attributes,
    Map<SourceKind, PersonSource> sources) {

  /**
   * A published source.
   *
   * @param e2ee whether the publisher encrypts it end to end
   * @param meta what the publisher says about it
   */
  public record PersonSource(
      int csrc, MuteAuthor muted, @Nullable Boolean e2ee, @Nullable JsonNode meta) {}
}
