package dev.plenum.signaling.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the server says. A message to many is the same object for each of them and is written
 * once, also where it goes out in turn with others: the pages of a roster, what one person's slots
 * show.
 *
 * <p>Owner: the control loop.
 */
public final class MessageWriter {

  /** The pages of a large roster, a change of it, the speakers, and some of one person's own. */
  private static final int KEPT = 16;

  private record Written(ServerMessage message, String text) {}

  /** The latest first. */
  private final @Nullable Written[] recent = new Written[KEPT];

  public String write(ServerMessage message) {
    int index = 0;
    while (index < KEPT - 1 && !isOf(recent[index], message)) {
      index++;
    }
    Written found = recent[index];
    Written written = found != null && isOf(found, message) ? found : serialize(message);
    System.arraycopy(recent, 0, recent, 1, index);
    recent[0] = written;
    return written.text();
  }

  @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
  private static boolean isOf(@Nullable Written written, ServerMessage message) {
    return written != null && written.message() == message;
  }

  private static Written serialize(ServerMessage message) {
    try {
      return new Written(message, Json.MAPPER.writeValueAsString(message));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of ours cannot be written as JSON", e);
    }
  }
}
