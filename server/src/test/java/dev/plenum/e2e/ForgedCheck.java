package dev.plenum.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * Somebody elsewhere who knows the user name of a client's connectivity checks (RFC 8445) but not
 * the password, and claims to be that client at a new address.
 *
 * <p>The server must refuse with 401. Since one socket is read in the order of arrival, the refusal
 * also tells that all that was sent before the check has been read.
 */
final class ForgedCheck implements AutoCloseable {

  private static final int BINDING_REQUEST = 0x0001;
  private static final int BINDING_ERROR = 0x0111;
  private static final int MAGIC_COOKIE = 0x2112A442;
  private static final int USERNAME = 0x0006;
  private static final int MESSAGE_INTEGRITY = 0x0008;
  private static final int USE_CANDIDATE = 0x0025;
  private static final int FINGERPRINT = 0x8028;
  private static final int PRIORITY = 0x0024;
  private static final int ICE_CONTROLLING = 0x802A;
  private static final int FINGERPRINT_MASK = 0x5354554e;
  private static final int HEADER_BYTES = 20;
  private static final int TRANSACTION_OFFSET = 8;
  private static final int HMAC_BYTES = 20;
  private static final int ATTEMPT_MILLIS = 2_000;
  private static final int ATTEMPTS = 20;

  private final DatagramSocket socket;
  private final byte[] username;
  private final RandomGenerator random;
  private final byte[] answer = new byte[2048];
  private int sent;

  /**
   * @param mediaPort of the server
   * @param genuine a check of the client, of which the user name is taken
   */
  ForgedCheck(int mediaPort, byte[] genuine, RandomGenerator random) {
    try {
      socket = new DatagramSocket();
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), mediaPort));
      socket.setSoTimeout(ATTEMPT_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    username = username(genuine);
    this.random = random;
  }

  static boolean isCheck(byte[] datagram) {
    ByteBuffer message = ByteBuffer.wrap(datagram);
    return datagram.length >= HEADER_BYTES
        && message.getShort(0) == BINDING_REQUEST
        && message.getInt(4) == MAGIC_COOKIE;
  }

  private static byte[] username(byte[] check) {
    ByteBuffer message = ByteBuffer.wrap(check).position(HEADER_BYTES);
    while (message.remaining() >= 4) {
      int type = message.getShort();
      byte[] value = new byte[message.getShort()];
      message.get(value);
      if (type == USERNAME) {
        return value;
      }
      message.position(message.position() + padding(value.length));
    }
    throw new IllegalArgumentException("a check without a user name");
  }

  /** Sends checks until one is refused, which is the first unless the kernel lost it. */
  void awaitRefusal() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      byte[] check = compose();
      try {
        socket.send(new DatagramPacket(check, check.length));
        sent++;
        if (isRefused(check)) {
          return;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException("the server no longer answers");
  }

  private boolean isRefused(byte[] check) throws IOException {
    byte[] transaction = Arrays.copyOfRange(check, TRANSACTION_OFFSET, HEADER_BYTES);
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(answer, answer.length);
        socket.receive(packet);
        if ((ByteBuffer.wrap(answer).getShort(0) & 0xffff) != BINDING_ERROR) {
          throw new AssertionError("something else than a refusal came to a forged address");
        }
        if (Arrays.equals(
            transaction, Arrays.copyOfRange(answer, TRANSACTION_OFFSET, HEADER_BYTES))) {
          return true;
        }
      }
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** How many checks were sent. */
  int sent() {
    return sent;
  }

  private byte[] compose() {
    byte[] transaction = new byte[HEADER_BYTES - TRANSACTION_OFFSET];
    random.nextBytes(transaction);
    byte[] forgedHmac = new byte[HMAC_BYTES];
    random.nextBytes(forgedHmac);
    ByteBuffer message = ByteBuffer.allocate(256);
    message.putShort((short) BINDING_REQUEST).putShort((short) 0).putInt(MAGIC_COOKIE);
    message.put(transaction);
    attribute(message, USERNAME, username);
    attribute(message, PRIORITY, new byte[] {0x7e, 0, 0, 1});
    attribute(message, ICE_CONTROLLING, new byte[Long.BYTES]);
    attribute(message, USE_CANDIDATE, new byte[0]);
    attribute(message, MESSAGE_INTEGRITY, forgedHmac);
    message.putShort(2, (short) (message.position() + 8 - HEADER_BYTES));
    CRC32 crc = new CRC32();
    crc.update(message.array(), 0, message.position());
    byte[] fingerprint =
        ByteBuffer.allocate(4).putInt((int) crc.getValue() ^ FINGERPRINT_MASK).array();
    attribute(message, FINGERPRINT, fingerprint);
    return Arrays.copyOf(message.array(), message.position());
  }

  private static void attribute(ByteBuffer message, int type, byte[] value) {
    message.putShort((short) type).putShort((short) value.length).put(value);
    message.put(new byte[padding(value.length)]);
  }

  private static int padding(int valueBytes) {
    return -valueBytes & 3;
  }

  @Override
  public void close() {
    socket.close();
  }
}
