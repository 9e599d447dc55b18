package dev.plenum.sfu.port;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Where a peer's datagrams come from and go to: an IPv6 address as two big-endian halves, and a
 * port.
 *
 * <p>IPv4 is written as its IPv6 mapping {@code ::ffff:a.b.c.d} (RFC 4291, 2.5.5.2). A peer on
 * ICE-TCP has no address of use to anybody, so it gets one from the discard-only prefix {@code
 * 100::/64} (RFC 6666), which no datagram on the wire may carry: its low half is the connection's
 * number.
 *
 * <p>Scopes are not kept, hence link-local IPv6 peers cannot be answered; browsers do not gather
 * them.
 *
 * @param high the first eight bytes of the IPv6 address
 * @param low the last eight bytes of the IPv6 address
 * @param port 0 to 65535; 0 for ICE-TCP
 */
public record PeerAddress(long high, long low, int port) {
  static final long DISCARD_PREFIX = 0x0100_0000_0000_0000L;
  private static final long IPV4_MAPPED = 0x0000_ffff_0000_0000L;
  private static final long IPV4_MASK = 0xffff_ffffL;

  /**
   * @throws IllegalArgumentException if the host name of {@code socketAddress} is not resolved
   */
  public static PeerAddress of(InetSocketAddress socketAddress) {
    InetAddress address = socketAddress.getAddress();
    if (address == null) {
      throw new IllegalArgumentException("an unresolved host name is no peer address");
    }
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    int port = socketAddress.getPort();
    return bytes.remaining() == Integer.BYTES
        ? new PeerAddress(0, ipv4Low(bytes.getInt()), port)
        : new PeerAddress(bytes.getLong(), bytes.getLong(), port);
  }

  /** The address that stands for ICE-TCP connection {@code connectionNumber}. */
  public static PeerAddress tcp(long connectionNumber) {
    return new PeerAddress(DISCARD_PREFIX, connectionNumber, 0);
  }

  public boolean isTcp() {
    return high == DISCARD_PREFIX;
  }

  public boolean isIpv4() {
    return high == 0 && (low & ~IPV4_MASK) == IPV4_MAPPED;
  }

  /** The low half of the mapping of an IPv4 address; the high half is 0. */
  static long ipv4Low(int ipv4) {
    return IPV4_MAPPED | Integer.toUnsignedLong(ipv4);
  }

  /** The same address for the JDK's sockets; an IPv4 mapping comes back as IPv4. */
  public InetSocketAddress toInetSocketAddress() {
    byte[] bytes = new byte[2 * Long.BYTES];
    ByteBuffer.wrap(bytes).putLong(high).putLong(low);
    try {
      return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
    } catch (UnknownHostException e) {
      throw new AssertionError("16 bytes are always an address", e);
    }
  }

  /**
   * Whether an answer to this sender could go anywhere, or would go to a connection that is not it.
   */
  static boolean isAnswerable(long high, int port) {
    return port != 0 && high != DISCARD_PREFIX;
  }

  /**
   * @throws IllegalArgumentException if this stands for an ICE-TCP connection
   */
  void requireUdp() {
    if (isTcp()) {
      throw new IllegalArgumentException(this + " is not reached by UDP");
    }
  }

  /** For logs: kind and port only, since a person's address must not be found there. */
  @Override
  public String toString() {
    if (isTcp()) {
      return "tcp#" + Long.toUnsignedString(low);
    }
    return (isIpv4() ? "ipv4:" : "ipv6:") + port;
  }
}
