package dev.plenum.sfu.port;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Owned by a {@link ForeignUdpPort}: the messages of one {@code recvmmsg} or {@code sendmmsg}, each
 * wired to an address, one piece of memory and one control message. Message {@code i} is a {@code
 * struct mmsghdr} (64-bit Linux, host order):
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
  private final MemorySegment[] tails;

  /**
   * @param capacity in messages
   */
  MessageVector(Arena arena, SocketAddressLayout addresses, int capacity) {
    this.addresses = addresses;
    messages = allocate(arena, MESSAGE_BYTES, capacity);
    names = allocate(arena, SocketAddressLayout.MAX_BYTES, capacity);
    iovecs = allocate(arena, IOVEC_BYTES, capacity);
    controls = allocate(arena, CMSG_BYTES, capacity);
    tails = new MemorySegment[capacity];
    for (int i = 0; i < capacity; i++) {
      wire(i);
      tails[i] = messages.asSlice(message(i));
    }
  }

  int capacity() {
    return tails.length;
  }

  /** The messages from {@code i} to the last, as the calls take them. */
  MemorySegment from(int i) {
    return tails[i];
  }

  /** Who message {@code i} goes to. */
  void name(int i, PeerAddress to) {
    messages.set(JAVA_INT, message(i) + NAME_BYTES, addresses.bytes());
    addresses.put(names, name(i), to);
  }

  /** Where message {@code i} lies in memory, or may be put. */
  void memory(int i, long address, long bytes) {
    iovecs.set(JAVA_LONG, iovec(i), address);
    iovecs.set(JAVA_LONG, iovec(i) + IOVEC_LENGTH, bytes);
  }

  /**
   * Makes message {@code i} ready to receive again, since the kernel shrinks the sizes it is given.
   */
  void expect(int i) {
    messages.set(JAVA_INT, message(i) + NAME_BYTES, addresses.bytes());
    messages.set(JAVA_LONG, message(i) + CONTROL_BYTES, CMSG_BYTES);
    messages.set(JAVA_INT, message(i) + FLAGS, 0);
  }

  /** Message {@code i} has no control message. */
  void noControl(int i) {
    messages.set(JAVA_LONG, message(i) + CONTROL_BYTES, 0);
  }

  /** The control message of message {@code i} is an unsigned short. */
  void control(int i, int level, int type, int value) {
    messages.set(JAVA_LONG, message(i) + CONTROL_BYTES, CMSG_BYTES);
    controls.set(JAVA_LONG, control(i), CMSG_VALUE + Short.BYTES);
    controls.set(JAVA_INT, control(i) + CMSG_LEVEL, level);
    controls.set(JAVA_INT, control(i) + CMSG_TYPE, type);
    controls.set(JAVA_SHORT, control(i) + CMSG_VALUE, (short) value);
  }

  /** Whether received message {@code i} was longer than its memory. */
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

  /** Length of received message {@code i} in bytes. */
  int length(int i) {
    return messages.get(JAVA_INT, message(i) + LENGTH);
  }

  /**
   * The value, an int, of the control message that came with message {@code i}.
   *
   * @return {@code otherwise} if none of this level and type came
   */
  int receivedControl(int i, int level, int type, int otherwise) {
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
  }

  private static MemorySegment allocate(Arena arena, int bytesEach, int capacity) {
    return arena.allocate((long) bytesEach * capacity, MESSAGE_BYTES);
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
}
