package dev.plenum.load.stun;

import dev.plenum.rtp.BigEndian;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Answers the checks of a server that makes some (RFC 8445 §7.3): that we can be reached is all
 * that they have to learn.
 */
public final class CheckResponder {
  private static final int XOR_MAPPED_ADDRESS = 0x0020;
  private static final int FAMILY_INET = 1;
  private static final int FAMILY_INET6 = 2;
  private static final int ADDRESS_OFFSET = 4;

  private final byte[] password;
  private final InetSocketAddress server;

  /**
   * @param password ours
   * @param server whose checks they are
   */
  public CheckResponder(String password, InetSocketAddress server) {
    this.password = password.getBytes(StandardCharsets.US_ASCII);
    this.server = server;
  }

  /** The success response, if this is a request that somebody sent who knows our password. */
  public Optional<byte[]> answer(byte[] datagram, int length) {
    if (length < StunWriter.HEADER_BYTES
        || BigEndian.uint16(datagram, 0) != StunWriter.BINDING_REQUEST
        || !isSigned(datagram, length)) {
      return Optional.empty();
    }
    StunWriter response =
        new StunWriter(StunWriter.BINDING_SUCCESS, datagram, StunWriter.TRANSACTION_OFFSET);
    return Optional.of(response.put(XOR_MAPPED_ADDRESS, mapped(datagram)).end(password));
  }

  private boolean isSigned(byte[] datagram, int length) {
    int at = StunWriter.HEADER_BYTES;
    while (at + StunWriter.ATTRIBUTE_HEADER_BYTES <= length) {
      int value = at + StunWriter.ATTRIBUTE_HEADER_BYTES;
      int bytes = BigEndian.uint16(datagram, at + Short.BYTES);
      if (BigEndian.uint16(datagram, at) == StunWriter.MESSAGE_INTEGRITY) {
        int end = value + StunWriter.INTEGRITY_BYTES;
        return bytes == StunWriter.INTEGRITY_BYTES && end <= length && matches(datagram, at, end);
      }
      at = value + Math.ceilDiv(bytes, Integer.BYTES) * Integer.BYTES;
    }
    return false;
  }

  /** What is behind the signature does not count in what it signs (RFC 8489 §14.5). */
  private boolean matches(byte[] datagram, int signature, int end) {
    byte[] signed = Arrays.copyOf(datagram, end);
    StunWriter.putLength(signed, end);
    return MessageDigest.isEqual(
        StunWriter.integrity(password, signed, signature),
        Arrays.copyOfRange(signed, end - StunWriter.INTEGRITY_BYTES, end));
  }

  /** RFC 8489 §14.2: the address, mixed with the cookie and the transaction's id behind it. */
  private byte[] mapped(byte[] request) {
    byte[] address = server.getAddress().getAddress();
    boolean inet4 = server.getAddress() instanceof Inet4Address;
    int port = server.getPort() ^ StunWriter.MAGIC_COOKIE >>> Short.SIZE;
    ByteBuffer value = ByteBuffer.allocate(ADDRESS_OFFSET + address.length);
    value.putShort((short) (inet4 ? FAMILY_INET : FAMILY_INET6)).putShort((short) port);
    for (int i = 0; i < address.length; i++) {
      value.put((byte) (address[i] ^ request[ADDRESS_OFFSET + i])); // the cookie is at 4 there
    }
    return value.array();
  }
}
