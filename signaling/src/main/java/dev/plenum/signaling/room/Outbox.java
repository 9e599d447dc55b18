package dev.plenum.signaling.room;

import dev.plenum.signaling.message.ServerMessage;
import org.jspecify.annotations.Nullable;

/** What waits to be sent to one participant. Owner: the control loop. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Outbox {

  private @Nullable Connection connection;

  /** Sends what must not be lost: replies, permissions, farewells. */
  public void control(ServerMessage message) {
    throw new UnsupportedOperationException(message.toString());
  }

  public boolean isConnected() {
    return connection != null;
  }
}
