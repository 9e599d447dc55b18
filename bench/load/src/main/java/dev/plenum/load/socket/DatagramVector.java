package dev.plenum.load.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.plenum.sfu.port.LinuxCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

/**
 * What one {@code recvmmsg} brought: one vector serves all sockets of a thread, so that its memory
 * stays in the cache. Message {@code i} is a {@code struct mmsghdr} of 64-bit Linux without a name,
 * since the sockets are connected:
 *
 * <pre>{@code
 *  0               16              24              32
 * +---------------+---------------+---------------+---------------+
 * | no name       | iov           | iov count     | control       |
 * +---------------+-------+-------+---------------+---------------+
 * | control bytes | flags |       | length|       |
 * +---------------+-------+-------+-------+-------+
 *  40              48              56
 * }</pre>
 *
 * <p>Its control message is SCM_TIMESTAMPNS: a {@code struct cmsghdr} of 16 bytes, then seconds and
 * nanoseconds.
 */
public final class DatagramVector {
  /** Most datagrams that one call brings. */
  public static final int CAPACITY = 32;

  /** Longest datagram that is taken whole. */
  public static final int DATAGRAM_BYTES = 2048;

  private static final long MESSAGE_BYTES = 64;
  private static final int IOV = 16;
  private static final int IOV_COUNT = 24;
  private static final int CONTROL = 32;
  private static final int CONTROL_LENGTH = 40;
  private static final int LENGTH = 56;

  private static final long IOVEC_BYTES = 16;
  private static final long CONTROL_BYTES = 32;
  private static final int SECONDS = 16;
  private static final int NANOS = 24;

  final MemorySegment messages;
  final MemorySegment errno;
  private final MemorySegment controls;
  private final MemorySegment datagrams;

  public DatagramVector() {
    Arena arena = Arena.ofAuto();
    errno = LinuxCalls.allocateErrno(arena);
    messages = arena.allocate(CAPACITY * MESSAGE_BYTES, MESSAGE_BYTES);
    controls = arena.allocate(CAPACITY * CONTROL_BYTES, MESSAGE_BYTES);
    datagrams = arena.allocate((long) CAPACITY * DATAGRAM_BYTES, MESSAGE_BYTES);
    MemorySegment iovecs = arena.allocate(CAPACITY * IOVEC_BYTES, MESSAGE_BYTES);
    for (int i = 0; i < CAPACITY; i++) {
      MemorySegment iovec = iovecs.asSlice(i * IOVEC_BYTES, IOVEC_BYTES);
      iovec.set(ADDRESS, 0, datagrams.asSlice((long) i * DATAGRAM_BYTES));
      iovec.set(JAVA_LONG, Long.BYTES, DATAGRAM_BYTES);
      messages.set(ADDRESS, i * MESSAGE_BYTES + IOV, iovec);
      messages.set(JAVA_LONG, i * MESSAGE_BYTES + IOV_COUNT, 1);
      messages.set(ADDRESS, i * MESSAGE_BYTES + CONTROL, controls.asSlice(i * CONTROL_BYTES));
    }
    expect(CAPACITY);
  }

  /** Makes the first ones ready again, since the kernel shrinks the sizes that it is given. */
  void expect(int count) {
    for (int i = 0; i < count; i++) {
      messages.set(JAVA_LONG, i * MESSAGE_BYTES + CONTROL_LENGTH, CONTROL_BYTES);
    }
  }

  /**
   * Copies a datagram.
   *
   * @return its length in bytes
   */
  public int copy(int i, byte[] target) {
    int length = messages.get(JAVA_INT, i * MESSAGE_BYTES + LENGTH);
    MemorySegment.copy(datagrams, JAVA_BYTE, (long) i * DATAGRAM_BYTES, target, 0, length);
    return length;
  }

  /** When the kernel took it, in nanoseconds since 1970. */
  public long arrivedNanos(int i) {
    long seconds = controls.get(JAVA_LONG, i * CONTROL_BYTES + SECONDS);
    return TimeUnit.SECONDS.toNanos(seconds) + controls.get(JAVA_LONG, i * CONTROL_BYTES + NANOS);
  }
}
