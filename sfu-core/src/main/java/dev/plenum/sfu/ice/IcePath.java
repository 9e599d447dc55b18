package dev.plenum.sfu.ice;

import java.nio.ByteBuffer;

/**
 * Where a peer is reached: its address and port, and the way there.
 *
 * @param high upper 64 bits of the IPv6 address
 * @param low lower 64 bits; an IPv4 address is mapped as ::ffff:a.b.c.d
 * @param connection {@link #UDP}, or the owner's number for a TCP connection
 */
public record IcePath(long high, long low, int port, int connection) {
  /** The owning loop's UDP port. */
  public static final int UDP = 0;

  private static final long MAPPED_IPV4 = 0xFFFFL;

  /** A path over UDP. */
  public static IcePath udp(long high, long low, int port) {
    return new IcePath(high, low, port, UDP);
  }

  /** Hides the address: it is somebody's, and logs are read by others. */
  @Override
  public String toString() {
    return connection == UDP ? "IcePath[udp]" : "IcePath[tcp]";
  }

  byte[] addressBytes() {
    return isIpv4()
        ? ByteBuffer.allocate(4).putInt((int) low).array()
        : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  private boolean isIpv4() {
    return high == 0 && low >>> Integer.SIZE == MAPPED_IPV4;
  }
}
