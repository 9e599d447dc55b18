package dev.plenum.sfu.port;

import org.jspecify.annotations.Nullable;

/**
 * Where datagrams leave. What cannot be sent is dropped and counted; neither method throws for it.
 */
public interface DatagramSink {
  /**
   * Copies the datagram at once into the outgoing batch, which leaves by itself when it is full.
   *
   * @param length at most {@link DatagramBatch#DATAGRAM_BYTES}
   * @throws IndexOutOfBoundsException if the range is not within {@code bytes}
   * @throws IllegalArgumentException if {@code length} is above the limit
   */
  void send(PeerAddress to, byte[] bytes, int offset, int length);

  /**
   * Where the next datagram can be made in place, until the next call.
   *
   * @return null if this sink only takes copies to this peer
   */
  default @Nullable OutgoingMemory memory(PeerAddress to) {
    return null;
  }

  /** Puts the outgoing batch on the wire. */
  void flush();
}
