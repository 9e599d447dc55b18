package dev.plenum.signaling.room;

/** A participant's WebSocket as rooms see it. Owner: the control loop. */
public interface Connection {

  /** Whether a message would leave now; false while the peer reads too slowly. */
  boolean writable();

  /** Sends a text message. */
  void write(String text);

  /** Closes after what was written. */
  void close();

  /** Stops or goes on reading, so that somebody who does not read cannot ask for more. */
  void reading(boolean wanted);
}
