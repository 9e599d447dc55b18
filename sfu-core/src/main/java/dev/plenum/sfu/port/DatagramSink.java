package dev.plenum.sfu.port;

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

  /** Puts the outgoing batch on the wire. */
  void flush();
}
