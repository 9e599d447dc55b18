package dev.plenum.sfu.transport;

/**
 * A stream of pictures whose packets take turns on a {@link Downlink}. What waits there is its
 * number only: it is composed when its turn comes. Called on the room's loop.
 */
public interface PacedStream {

  /**
   * The turn of a packet has come that was offered: to be sent now.
   *
   * @param repeated whether it is a retransmission
   */
  void send(long sequence, boolean repeated, long nowNanos);

  /**
   * Sends something of no use but to fill the network: about so many bytes on the wire.
   *
   * @return whether the stream can do so
   */
  boolean sendPadding(int wireBytes, long nowNanos);

  /** Nothing that waited will be sent: it would have come too late. */
  void gaveWay(long nowNanos);
}
