package dev.plenum.sfu.port;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Owned by a {@link ForeignUdpPort}: messages to receive, each with room for one datagram. */
final class IncomingDatagrams {
  private final MessageVector messages;
  private final MemorySegment datagrams;

  /** Every message is ready to receive. */
  IncomingDatagrams(Arena arena, SocketAddressLayout addresses) {
    messages = new MessageVector(arena, addresses, DatagramBatch.CAPACITY);
    datagrams =
        arena.allocate(
            (long) DatagramBatch.CAPACITY * DatagramBatch.DATAGRAM_BYTES,
            DatagramBatch.DATAGRAM_BYTES);
    for (int i = 0; i < DatagramBatch.CAPACITY; i++) {
      messages.memory(i, datagrams.address() + datagram(i), DatagramBatch.DATAGRAM_BYTES);
      messages.expect(i);
    }
  }

  MessageVector messages() {
    return messages;
  }

  /** Puts received datagram {@code i} into a slot of the batch. */
  void copyTo(DatagramBatch batch, int slot, int i) {
    int length = messages.length(i);
    MemorySegment.copy(datagrams, JAVA_BYTE, datagram(i), batch.bytes(slot), 0, length);
    batch.fill(slot, length, messages.addressHigh(i), messages.addressLow(i), messages.port(i));
  }

  private static long datagram(int i) {
    return (long) i * DatagramBatch.DATAGRAM_BYTES;
  }
}
