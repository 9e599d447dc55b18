package dev.plenum.load;

import dev.plenum.rtp.BigEndian;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A nominating STUN request of a controlling agent (RFC 8445 §7.2.2), the same each time it is
 * repeated; and whether a datagram is its success response.
 */
final class ConnectivityCheck {
  private static final int BINDING_REQUEST = 0x0001;
  private static final int BINDING_SUCCESS = 0x0101;
  private static final int MAGIC_COOKIE = 0x2112A442;
  private static final int USERNAME = 0x0006;
  private static final int MESSAGE_INTEGRITY = 0x0008;
  private static final int PRIORITY = 0x0024;
  private static final int USE_CANDIDATE = 0x0025;
  private static final int FINGERPRINT = 0x8028;
  private static final int ICE_CONTROLLING = 0x802A;
  private static final int FINGERPRINT_XOR = 0x5354554E;

  /** A peer-reflexive candidate of the first local interface (RFC 8445 §5.1.2.1). */
  private static final byte[] PRIORITY_VALUE = {0x6e, 0x7f, 0x1e, (byte) 0xff};

  private static final int HEADER_BYTES = 20;
  private static final int TRANSACTION_OFFSET = 8;
  private static final int ATTRIBUTE_HEADER_BYTES = 4;
  private static final int INTEGRITY_BYTES = 20;
  private static final int MOST_BYTES = 256;

  private final byte[] scratch = new byte[MOST_BYTES];
  private final ByteBuffer message = ByteBuffer.wrap(scratch);
  private final byte[] bytes;

  /**
   * @param ufrag the server's
   * @param password the server's
   * @param ownUfrag ours
   */
  ConnectivityCheck(String ufrag, String password, String ownUfrag) {
    byte[] transaction = new byte[HEADER_BYTES - TRANSACTION_OFFSET];
    ThreadLocalRandom.current().nextBytes(transaction);
    message.putShort((short) BINDING_REQUEST).putShort((short) 0);
    message.putInt(MAGIC_COOKIE).put(transaction);
    put(USERNAME, (ufrag + ":" + ownUfrag).getBytes(StandardCharsets.US_ASCII));
    put(PRIORITY, PRIORITY_VALUE);
    put(USE_CANDIDATE);
    put(ICE_CONTROLLING, Arrays.copyOf(transaction, Long.BYTES)); // any number breaks the tie
    sign(password);
    addFingerprint();
    bytes = Arrays.copyOf(scratch, message.position());
  }

  byte[] bytes() {
    return bytes;
  }

  /** Whether this datagram says that the check has succeeded. */
  boolean isAnsweredBy(byte[] datagram, int length) {
    return length >= HEADER_BYTES
        && ByteBuffer.wrap(datagram).getShort() == BINDING_SUCCESS
        && Arrays.equals(
            datagram, TRANSACTION_OFFSET, HEADER_BYTES, bytes, TRANSACTION_OFFSET, HEADER_BYTES);
  }

  private void put(int type, byte... value) {
    message.putShort((short) type).putShort((short) value.length).put(value);
    while (message.position() % Integer.BYTES != 0) {
      message.put((byte) 0);
    }
  }

  private void sign(String password) {
    int covered = message.position();
    putLength(covered + ATTRIBUTE_HEADER_BYTES + INTEGRITY_BYTES);
    try {
      Mac hmac = Mac.getInstance("HmacSHA1");
      hmac.init(new SecretKeySpec(password.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
      hmac.update(scratch, 0, covered);
      put(MESSAGE_INTEGRITY, hmac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA1 is part of every JDK", e);
    }
  }

  private void addFingerprint() {
    int covered = message.position();
    putLength(covered + ATTRIBUTE_HEADER_BYTES + Integer.BYTES);
    CRC32 crc = new CRC32();
    crc.update(scratch, 0, covered);
    byte[] value = new byte[Integer.BYTES];
    BigEndian.put32(value, 0, (int) crc.getValue() ^ FINGERPRINT_XOR);
    put(FINGERPRINT, value);
  }

  private void putLength(int totalBytes) {
    message.putShort(2, (short) (totalBytes - HEADER_BYTES));
  }
}
