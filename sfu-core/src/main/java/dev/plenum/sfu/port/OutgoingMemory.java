package dev.plenum.sfu.port;

import java.lang.foreign.MemorySegment;

/**
 * Owned by one shard loop: the end of an outgoing batch, where a datagram can be made that then
 * need not be copied there.
 */
public interface OutgoingMemory {
  /** From {@link #position} on it has room for {@link DatagramBatch#DATAGRAM_BYTES}. */
  MemorySegment bytes();

  /** Where the next datagram begins. */
  long position();

  /** Lets a datagram leave that was made there. */
  void send(PeerAddress to, int length);
}
