package dev.plenum.signaling.websocket;

import dev.plenum.signaling.room.Connection;
import io.vertx.core.http.ServerWebSocket;

/** A Vert.x WebSocket as a connection. Owner: the control loop. */
final class SocketConnection implements Connection {

  private static final int MOST_UNSENT_BYTES = 64 * 1024;

  private final ServerWebSocket socket;
  private boolean reading = true;
  private boolean closed;

  SocketConnection(ServerWebSocket socket) {
    this.socket = socket;
    socket.setWriteQueueMaxSize(MOST_UNSENT_BYTES);
  }

  @Override
  public boolean writable() {
    return isOpen() && !socket.writeQueueFull();
  }

  @Override
  public void write(String text) {
    if (isOpen()) {
      socket.writeTextMessage(text);
    }
  }

  @Override
  public void close() {
    if (isOpen()) {
      closed = true;
      socket.close();
    }
  }

  @Override
  public void reading(boolean wanted) {
    if (wanted == reading || !isOpen()) {
      return;
    }
    reading = wanted;
    if (wanted) {
      socket.resume();
    } else {
      socket.pause();
    }
  }

  /** A socket may have closed before its close handler is called. */
  private boolean isOpen() {
    return !closed && !socket.isClosed();
  }
}
