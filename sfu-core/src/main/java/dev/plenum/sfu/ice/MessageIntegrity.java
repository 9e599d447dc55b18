package dev.plenum.sfu.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The value of MESSAGE-INTEGRITY: HMAC-SHA1 of a message up to that attribute, with the password.
 *
 * <p>ice4j's looks for the algorithm's provider and makes a new one each time, which took half of
 * what a check did. A thread needs one only.
 *
 * <p>Source: RFC 8489 §14.5.
 */
final class MessageIntegrity {
  private static final String ALGORITHM = "HmacSHA1";
  private static final int LENGTH_OFFSET = 2;

  private static final ThreadLocal<Mac> MACS = ThreadLocal.withInitial(MessageIntegrity::mac);

  private MessageIntegrity() {}

  private static Mac mac() {
    try {
      return Mac.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("each Java has " + ALGORITHM, e);
    }
  }

  /**
   * Computes it, whatever length the header states.
   *
   * @param offset where the attribute begins; what is before is covered, as if the message ended
   *     with the attribute
   */
  static byte[] of(byte[] message, int offset, String pwd) {
    int length = offset + StunCodec.INTEGRITY_BYTES - StunCodec.HEADER_BYTES;
    Mac mac = MACS.get();
    try {
      mac.init(new SecretKeySpec(pwd.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("any bytes are a key of " + ALGORITHM, e);
    }
    mac.update(message, 0, LENGTH_OFFSET);
    mac.update((byte) (length >>> Byte.SIZE));
    mac.update((byte) length);
    int behindLength = LENGTH_OFFSET + Short.BYTES;
    mac.update(message, behindLength, offset - behindLength);
    return mac.doFinal();
  }
}
