package dev.plenum.bench;

import dev.plenum.sfu.port.DatagramBatch;
import dev.plenum.sfu.port.DatagramSink;
import dev.plenum.sfu.port.OutgoingMemory;
import dev.plenum.sfu.port.PeerAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An outgoing batch as large as the port's, which is thrown away where the port would send it. */
final class Batch implements DatagramSink, OutgoingMemory {

  private static final int BYTES = 128 << 10;

  private final MemorySegment memory = Arena.ofAuto().allocate(BYTES, Long.BYTES);
  private long position;

  @Override
  public OutgoingMemory memory(PeerAddress to) {
    if (position + DatagramBatch.DATAGRAM_BYTES > BYTES) {
      flush();
    }
    return this;
  }

  @Override
  public MemorySegment bytes() {
    return memory;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void send(PeerAddress to, int length) {
    position += length;
  }

  @Override
  public void send(PeerAddress to, byte[] bytes, int offset, int length) {
    memory(to);
    MemorySegment.copy(bytes, offset, memory, ValueLayout.JAVA_BYTE, position, length);
    send(to, length);
  }

  @Override
  public void flush() {
    position = 0;
  }
}
