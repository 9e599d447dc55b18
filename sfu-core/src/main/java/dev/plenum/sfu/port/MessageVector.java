package dev.plenum.sfu.port;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Owned by a {@link ForeignUdpPort}: the messages of one {@code recvmmsg} or {@code sendmmsg},
 * wired once to the memory that they use. Message {@code i} is a {@code struct mmsghdr} (64-bit
 * Linux, host order):
 *
 * <pre>{@code
 *  0               8               16              24              32
 * +---------------+-------+-------+---------------+---------------+
 * | name          | bytes |       | iov           | iov count     |
 * +---------------+-------+-------+---------------+---------------+
 * | control       | control bytes | flags |       | length|       |
 * +---------------+---------------+-------+-------+-------+-------+
 *  32              40              48              56              64
 * }</pre>
 *
 * <p>Its name is a {@link SocketAddressLayout}, its iov a {@code struct iovec} of address and
 * length (8 bytes each), its control one {@code struct cmsghdr}:
 *
 * <pre>{@code
 *  0               8       12      16      20
 * +---------------+-------+-------+-------+
 * | length        | level | type  | value |
 * +---------------+-------+-------+-------+
 * }</pre>
 *
 * <p>Segmentation offload needs no other layout: a run of equal datagrams to one peer is one
 * message whose iov count spans the run's iovecs, which lie side by side, and whose control message
 * is UDP_SEGMENT with the datagrams' length.
 */
final class MessageVector {
  private static final int MESSAGE_BYTES = 64;
  private static final int NAME = 0;
  private static final int NAME_BYTES = 8;
  private static final int IOV = 16;
  private static final int IOV_COUNT = 24;
  private static final int CONTROL = 32;
  private static final int CONTROL_BYTES = 40;
  private static final int FLAGS = 48;
  private static final int LENGTH = 56;

  private static final int IOVEC_BYTES = 16;
  private static final int IOVEC_LENGTH = 8;

  private static final int CMSG_LEVEL = 8;
  private static final int CMSG_TYPE = 12;
  private static final int CMSG_VALUE = 16;
  private static final int CMSG_BYTES = 24;

  private static final int MSG_TRUNC = 0x20;

  private final SocketAddressLayout addresses;
  private final MemorySegment messages;
  private final MemorySegment names;
  private final MemorySegment iovecs;
  private final MemorySegment controls;
  private final MemorySegment datagrams;
  private final MemorySegment[] tails = new MemorySegment[DatagramBatch.CAPACITY];

  /** Every message is ready to receive. */
  MessageVector(Arena arena, SocketAddressLayout addresses) {
    this.addresses = addresses;
    messages = allocate(arena, MESSAGE_BYTES);
    names = allocate(arena, SocketAddressLayout.MAX_BYTES);
    iovecs = allocate(arena, IOVEC_BYTES);
    controls = allocate(arena, CMSG_BYTES);
    datagrams = allocate(arena, DatagramBatch.DATAGRAM_BYTES);
    for (int i = 0; i < tails.length; i++) {
      wire(i);
      expect(i);
      tails[i] = messages.asSlice(message(i));
    }
  }

  /** The messages from {@code i} to the last, as the calls take them. */
  MemorySegment from(int i) {
    return tails[i];
  }

  /** Makes message {@code i} a datagram to send; {@code length} is within a slot. */
  void put(int i, PeerAddress to, byte[] bytes, int offset, int length) {
    MemorySegment.copy(bytes, offset, datagrams, JAVA_BYTE, datagram(i), length);
    addresses.put(names, name(i), to);
    iovecs.set(JAVA_LONG, iovec(i) + IOVEC_LENGTH, length);
    messages.set(JAVA_LONG, message(i) + CONTROL_BYTES, 0);
  }

  /**
   * Makes message {@code i} ready to receive again, since the kernel shrinks the sizes it is given.
   */
  void expect(int i) {
    messages.set(JAVA_INT, message(i) + NAME_BYTES, addresses.bytes);
    messages.set(JAVA_LONG, message(i) + CONTROL_BYTES, CMSG_BYTES);
    messages.set(JAVA_INT, message(i) + FLAGS, 0);
    iovecs.set(JAVA_LONG, iovec(i) + IOVEC_LENGTH, DatagramBatch.DATAGRAM_BYTES);
  }

  /** Whether received message {@code i} was longer than a slot. */
  boolean isTruncated(int i) {
    return (messages.get(JAVA_INT, message(i) + FLAGS) & MSG_TRUNC) != 0;
  }

  long addressHigh(int i) {
    return addresses.high(names, name(i));
  }

  long addressLow(int i) {
    return addresses.low(names, name(i));
  }

  int port(int i) {
    return addresses.port(names, name(i));
  }

  /**
   * Copies received datagram {@code i}.
   *
   * @return its length in bytes
   */
  int copyTo(byte[] target, int i) {
    int length = messages.get(JAVA_INT, message(i) + LENGTH);
    MemorySegment.copy(datagrams, JAVA_BYTE, datagram(i), target, 0, length);
    return length;
  }

  /**
   * The value of the control message that came with message {@code i}.
   *
   * @return {@code otherwise} if none of this level and type came
   */
  int control(int i, int level, int type, int otherwise) {
    boolean present =
        messages.get(JAVA_LONG, message(i) + CONTROL_BYTES) >= CMSG_VALUE + Integer.BYTES
            && controls.get(JAVA_INT, control(i) + CMSG_LEVEL) == level
            && controls.get(JAVA_INT, control(i) + CMSG_TYPE) == type;
    return present ? controls.get(JAVA_INT, control(i) + CMSG_VALUE) : otherwise;
  }

  private void wire(int i) {
    messages.set(ADDRESS, message(i) + NAME, names.asSlice(name(i)));
    messages.set(ADDRESS, message(i) + IOV, iovecs.asSlice(iovec(i)));
    messages.set(JAVA_LONG, message(i) + IOV_COUNT, 1);
    messages.set(ADDRESS, message(i) + CONTROL, controls.asSlice(control(i)));
    iovecs.set(ADDRESS, iovec(i), datagrams.asSlice(datagram(i)));
  }

  private static MemorySegment allocate(Arena arena, int bytesEach) {
    return arena.allocate((long) bytesEach * DatagramBatch.CAPACITY, MESSAGE_BYTES);
  }

  private static long message(int i) {
    return (long) i * MESSAGE_BYTES;
  }

  private static long name(int i) {
    return (long) i * SocketAddressLayout.MAX_BYTES;
  }

  private static long iovec(int i) {
    return (long) i * IOVEC_BYTES;
  }

  private static long control(int i) {
    return (long) i * CMSG_BYTES;
  }

  private static long datagram(int i) {
    return (long) i * DatagramBatch.DATAGRAM_BYTES;
  }
}
