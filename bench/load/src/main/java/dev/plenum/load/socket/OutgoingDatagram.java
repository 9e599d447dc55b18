package dev.plenum.load.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.plenum.sfu.port.LinuxCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory for one datagram after another that leaves. Owned by the thread that sends. */
public final class OutgoingDatagram {
  private final Arena arena = Arena.ofAuto();
  final MemorySegment bytes = arena.allocate(DatagramVector.DATAGRAM_BYTES);
  final MemorySegment errno = LinuxCalls.allocateErrno(arena);
  int length;

  /** Fills it, up to {@value DatagramVector#DATAGRAM_BYTES} bytes. */
  public OutgoingDatagram fill(byte[] from, int offset, int count) {
    MemorySegment.copy(from, offset, bytes, JAVA_BYTE, 0, count);
    length = count;
    return this;
  }
}
