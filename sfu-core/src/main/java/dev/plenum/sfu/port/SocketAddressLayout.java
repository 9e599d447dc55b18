package dev.plenum.sfu.port;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Linux's two forms of a socket address. Family and flow stand in host order, the rest in network
 * order:
 *
 * <pre>{@code
 *               0       2       4               8              24        28
 * sockaddr_in   +-------+-------+---------------+--------------+
 *               | family| port  | IPv4 address  | 8 zero bytes |
 * sockaddr_in6  +-------+-------+---------------+--------------+---------+
 *               | family| port  | flow          | IPv6 address | scope   |
 *               +-------+-------+---------------+--------------+---------+
 * }</pre>
 */
public enum SocketAddressLayout {
  INET(2, 16) {
    @Override
    boolean reaches(PeerAddress address) {
      return address.isIpv4();
    }

    @Override
    void putAddress(MemorySegment at, long offset, long high, long low) {
      at.set(NETWORK_INT, offset + 4, (int) low);
    }

    @Override
    long high(MemorySegment at, long offset) {
      return 0;
    }

    @Override
    long low(MemorySegment at, long offset) {
      return PeerAddress.ipv4Low(at.get(NETWORK_INT, offset + 4));
    }
  },
  INET6(10, 28) {
    @Override
    boolean reaches(PeerAddress address) {
      return true;
    }

    @Override
    void putAddress(MemorySegment at, long offset, long high, long low) {
      at.set(JAVA_INT, offset + 4, 0);
      at.set(NETWORK_LONG, offset + 8, high);
      at.set(NETWORK_LONG, offset + 16, low);
      at.set(JAVA_INT, offset + 24, 0);
    }

    @Override
    long high(MemorySegment at, long offset) {
      return at.get(NETWORK_LONG, offset + 8);
    }

    @Override
    long low(MemorySegment at, long offset) {
      return at.get(NETWORK_LONG, offset + 16);
    }
  };

  private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT.withOrder(BIG_ENDIAN);
  private static final ValueLayout.OfInt NETWORK_INT = JAVA_INT_UNALIGNED.withOrder(BIG_ENDIAN);
  private static final ValueLayout.OfLong NETWORK_LONG = JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN);

  /** The longest of the forms, rounded up to keep an array of them aligned. */
  public static final int MAX_BYTES = 32;

  private final int family;
  private final int bytes;

  SocketAddressLayout(int family, int bytes) {
    this.family = family;
    this.bytes = bytes;
  }

  /** The shorter form that can hold {@code address}. */
  public static SocketAddressLayout of(PeerAddress address) {
    return address.isIpv4() ? INET : INET6;
  }

  /** The family, as {@code socket} takes it. */
  public int family() {
    return family;
  }

  /** How long an address is. */
  public int bytes() {
    return bytes;
  }

  /** Whether a socket of this family can send to {@code address}. */
  abstract boolean reaches(PeerAddress address);

  abstract long high(MemorySegment at, long offset);

  abstract long low(MemorySegment at, long offset);

  abstract void putAddress(MemorySegment at, long offset, long high, long low);

  public int port(MemorySegment at, long offset) {
    return Short.toUnsignedInt(at.get(NETWORK_SHORT, offset + 2));
  }

  public void put(MemorySegment at, long offset, PeerAddress address) {
    at.set(JAVA_SHORT, offset, (short) family);
    at.set(NETWORK_SHORT, offset + 2, (short) address.port());
    putAddress(at, offset, address.high(), address.low());
  }
}
