package dev.plenum.sfu.ice;

import java.nio.ByteBuffer;

/**
 * Where a peer is reached. Two paths with the same numbers are the same path; the session itself
 * looks at them only to tell the peer its own address.
 *
 * @param high upper 64 bits of the IPv6 address
 * @param low lower 64 bits; an IPv4 address is mapped as ::ffff:a.b.c.d
 */
public record IcePath(long high, long low, int port) {
  private static final long MAPPED_IPV4 = 0xFFFFL;

  /** Hides the address: it is somebody's, and logs are read by others. */
  @Override
  public String toString() {
    return "IcePath[" + (isIpv4() ? "ipv4" : "ipv6") + "]";
  }

  byte[] addressBytes() {
    return isIpv4()
        ? ByteBuffer.allocate(Integer.BYTES).putInt((int) low).array()
        : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
  }

  private boolean isIpv4() {
    return high == 0 && low >>> Integer.SIZE == MAPPED_IPV4;
  }
}
