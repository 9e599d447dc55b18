package dev.plenum.sfu.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes connectivity checks as a full, controlling agent sends them (RFC 8445 §7.2.2). */
public final class StunRequests {

  private static final int MAGIC_COOKIE = 0x2112A442;
  private static final int USERNAME = 0x0006;
  private static final int MESSAGE_INTEGRITY = 0x0008;
  private static final int PRIORITY = 0x0024;
  private static final int USE_CANDIDATE = 0x0025;
  private static final int FINGERPRINT = 0x8028;
  private static final int ICE_CONTROLLING = 0x802A;
  private static final int FINGERPRINT_XOR = 0x5354554E;

  private StunRequests() {}

  /** A nominating check for the agent with these credentials. */
  public static byte[] check(String ufrag, String password, String ownUfrag, long transaction) {
    byte[] scratch = new byte[512];
    ByteBuffer message = ByteBuffer.wrap(scratch);
    message.putShort((short) 0x0001).putShort((short) 0).putInt(MAGIC_COOKIE);
    message.putInt(0).putLong(transaction);
    byte[] username = (ufrag + ":" + ownUfrag).getBytes(StandardCharsets.US_ASCII);
    message.putShort((short) USERNAME).putShort((short) username.length).put(username);
    while (message.position() % 4 != 0) {
      message.put((byte) 0);
    }
    message.putShort((short) PRIORITY).putShort((short) 4).putInt(0x6e7f1eff);
    message.putShort((short) USE_CANDIDATE).putShort((short) 0);
    message.putShort((short) ICE_CONTROLLING).putShort((short) 8).putLong(12345);
    appendIntegrity(message, scratch, password);
    appendFingerprint(message, scratch);
    return Arrays.copyOf(scratch, message.position());
  }

  private static void appendIntegrity(ByteBuffer message, byte[] scratch, String password) {
    int at = message.position();
    message.putShort(2, (short) (at + 24 - 20));
    try {
      Mac hmac = Mac.getInstance("HmacSHA1");
      hmac.init(new SecretKeySpec(password.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
      hmac.update(scratch, 0, at);
      message.putShort((short) MESSAGE_INTEGRITY).putShort((short) 20).put(hmac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA1 is always there", e);
    }
  }

  private static void appendFingerprint(ByteBuffer message, byte[] scratch) {
    int at = message.position();
    message.putShort(2, (short) (at + 8 - 20));
    CRC32 crc = new CRC32();
    crc.update(scratch, 0, at);
    message.putShort((short) FINGERPRINT).putShort((short) 4);
    message.putInt((int) crc.getValue() ^ FINGERPRINT_XOR);
  }
}
