package dev.plenum.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.plenum.sfu.port.LinuxCalls;
import dev.plenum.sfu.port.PeerAddress;
import dev.plenum.sfu.port.SocketAddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Sockets of this machine that take what is sent to them and then drop it: the kernel does so as
 * soon as it has found the socket, by a packet filter (socket(7), SO_ATTACH_FILTER).
 */
final class Sinks implements AutoCloseable {

  private static final int SO_ATTACH_FILTER = 26;

  private static final SocketAddressLayout LAYOUT = SocketAddressLayout.INET;
  private static final PeerAddress ANY_PORT =
      PeerAddress.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

  /** struct sock_fprog: the number of instructions, and where they are. */
  private static final int PROGRAM_BYTES = 16;

  private static final int PROGRAM_INSTRUCTIONS = 8;

  /** struct sock_filter: code (2 bytes), two jumps (1 each), operand (4). */
  private static final int INSTRUCTION_BYTES = 8;

  /** BPF_RET | BPF_K: return the operand, which is how many bytes to keep. */
  private static final short RETURN = 0x06;

  private static final int DATAGRAM_BYTES = 2_048;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment errno = LinuxCalls.allocateErrno(arena);
  private final List<Integer> descriptors = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();

  Sinks(int count) {
    MemorySegment name = arena.allocate(SocketAddressLayout.MAX_BYTES, Long.BYTES);
    MemorySegment nameBytes = arena.allocate(JAVA_INT);
    for (int i = 0; i < count; i++) {
      int descriptor = checked(LinuxCalls.socket(errno, LAYOUT.family(), LinuxCalls.DATAGRAMS, 0));
      LAYOUT.put(name, 0, ANY_PORT);
      checked(LinuxCalls.bind(errno, descriptor, name, LAYOUT.bytes()));
      nameBytes.set(JAVA_INT, 0, SocketAddressLayout.MAX_BYTES);
      checked(LinuxCalls.getsockname(errno, descriptor, name, nameBytes));
      int port = LAYOUT.port(name, 0);
      descriptors.add(descriptor);
      addresses.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }

  List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /** Takes what has arrived, and tells how many datagrams that was. */
  int take() {
    MemorySegment bytes = arena.allocate(DATAGRAM_BYTES);
    int taken = 0;
    for (int descriptor : descriptors) {
      while (LinuxCalls.read(errno, descriptor, bytes, DATAGRAM_BYTES) >= 0) {
        taken++;
      }
    }
    return taken;
  }

  /** From now on nothing is kept. */
  void drop() {
    MemorySegment instruction = arena.allocate(INSTRUCTION_BYTES, Long.BYTES);
    instruction.set(JAVA_SHORT, 0, RETURN);
    MemorySegment program = arena.allocate(PROGRAM_BYTES, Long.BYTES);
    program.set(JAVA_SHORT, 0, (short) 1);
    program.set(ADDRESS, PROGRAM_INSTRUCTIONS, instruction);
    for (int descriptor : descriptors) {
      checked(
          LinuxCalls.setsockopt(
              errno, descriptor, LinuxCalls.SOL_SOCKET, SO_ATTACH_FILTER, program, PROGRAM_BYTES));
    }
  }

  @Override
  public void close() {
    descriptors.forEach(descriptor -> LinuxCalls.close(errno, descriptor));
    arena.close();
  }

  private static int checked(int result) {
    if (result < 0) {
      throw new IllegalStateException("the kernel refuses with errno " + -result);
    }
    return result;
  }
}
