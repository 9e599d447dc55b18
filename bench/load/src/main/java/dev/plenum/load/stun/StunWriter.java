package dev.plenum.load.stun;

import dev.plenum.rtp.BigEndian;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes one STUN message with short-term credentials (RFC 8489 §5, §9.1, §14.5 and §14.7). */
final class StunWriter {
  static final int BINDING_REQUEST = 0x0001;
  static final int BINDING_SUCCESS = 0x0101;
  static final int MAGIC_COOKIE = 0x2112A442;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int HEADER_BYTES = 20;
  static final int TRANSACTION_OFFSET = 8;
  static final int ATTRIBUTE_HEADER_BYTES = 4;
  static final int INTEGRITY_BYTES = 20;

  private static final int LENGTH_OFFSET = 2;
  private static final int FINGERPRINT = 0x8028;
  private static final int FINGERPRINT_XOR = 0x5354554E;
  private static final String HMAC = "HmacSHA1";
  private static final int MOST_BYTES = 256;

  private final byte[] scratch = new byte[MOST_BYTES];
  private final ByteBuffer message = ByteBuffer.wrap(scratch);

  /**
   * @param from where the 12 bytes of its transaction's id stand
   */
  StunWriter(int type, byte[] from, int transactionOffset) {
    message.putShort((short) type).putShort((short) 0).putInt(MAGIC_COOKIE);
    message.put(from, transactionOffset, HEADER_BYTES - TRANSACTION_OFFSET);
  }

  StunWriter put(int type, byte... value) {
    message.putShort((short) type).putShort((short) value.length).put(value);
    while (message.position() % Integer.BYTES != 0) {
      message.put((byte) 0);
    }
    return this;
  }

  /** Signs it, and ends it with its checksum. */
  byte[] end(byte[] password) {
    putLength(message.position() + ATTRIBUTE_HEADER_BYTES + INTEGRITY_BYTES);
    put(MESSAGE_INTEGRITY, integrity(password, scratch, message.position()));
    putLength(message.position() + ATTRIBUTE_HEADER_BYTES + Integer.BYTES);
    CRC32 crc = new CRC32();
    crc.update(scratch, 0, message.position());
    byte[] checksum = new byte[Integer.BYTES];
    BigEndian.put32(checksum, 0, (int) crc.getValue() ^ FINGERPRINT_XOR);
    put(FINGERPRINT, checksum);
    return Arrays.copyOf(scratch, message.position());
  }

  private void putLength(int totalBytes) {
    putLength(scratch, totalBytes);
  }

  /** Says how long a message is. */
  static void putLength(byte[] message, int totalBytes) {
    BigEndian.put16(message, LENGTH_OFFSET, totalBytes - HEADER_BYTES);
  }

  /** What signs the first bytes of a message, whose length says that the signature is its last. */
  static byte[] integrity(byte[] password, byte[] message, int covered) {
    try {
      Mac hmac = Mac.getInstance(HMAC);
      hmac.init(new SecretKeySpec(password, HMAC));
      hmac.update(message, 0, covered);
      return hmac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA1 is part of every JDK", e);
    }
  }
}
