package dev.plenum.signaling.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the server says. A message to many is the same object for each of them and is written
 * once.
 *
 * <p>Owner: the control loop.
 */
public final class MessageWriter {

  private @Nullable ServerMessage last;
  private String lastText = "";

  @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
  public String write(ServerMessage message) {
    if (message != last) {
      try {
        lastText = Json.MAPPER.writeValueAsString(message);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a record of ours cannot be written as JSON", e);
      }
      last = message;
    }
    return lastText;
  }
}
