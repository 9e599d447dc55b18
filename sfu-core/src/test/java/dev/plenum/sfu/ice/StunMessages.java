package dev.plenum.sfu.ice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Composes STUN messages byte by byte, as a peer's other implementation would. */
final class StunMessages {
  static final int USERNAME = 0x0006;
  static final int INTEGRITY = 0x0008;
  static final int PRIORITY = 0x0024;
  static final int USE_CANDIDATE = 0x0025;
  static final int CONTROLLED = 0x8029;
  static final int CONTROLLING = 0x802A;
  static final int FINGERPRINT = 0x8028;

  private static final int REQUEST = 0x0001;
  private static final int COOKIE = 0x2112A442;

  private final ByteBuffer message = ByteBuffer.allocate(1024);

  private StunMessages(int type) {
    message.putShort((short) type).putShort((short) 0).putInt(COOKIE);
    message.put(HexFormat.of().parseHex("b7e7a701bc34d686fa87dfae"));
  }

  static StunMessages request() {
    return new StunMessages(REQUEST);
  }

  static StunMessages ofType(int type) {
    return new StunMessages(type);
  }

  /** A complete check of a controlling agent. */
  static byte[] check(String localUfrag, String pwd, long priority, boolean useCandidate) {
    StunMessages check =
        request()
            .with(USERNAME, (localUfrag + ":peer").getBytes(StandardCharsets.UTF_8))
            .with(PRIORITY, ByteBuffer.allocate(4).putInt((int) priority).array())
            .with(CONTROLLING, new byte[8]);
    if (useCandidate) {
      check.with(USE_CANDIDATE);
    }
    return check.signed(pwd).fingerprinted().bytes();
  }

  StunMessages with(int type, byte... value) {
    message.putShort((short) type).putShort((short) value.length).put(value);
    while (message.position() % 4 != 0) {
      message.put((byte) 0);
    }
    message.putShort(2, (short) (message.position() - 20));
    return this;
  }

  StunMessages username(String username) {
    return with(USERNAME, username.getBytes(StandardCharsets.UTF_8));
  }

  StunMessages signed(String pwd) {
    int covered = message.position();
    message.putShort(2, (short) (covered + 24 - 20));
    return with(INTEGRITY, hmac(pwd, Arrays.copyOf(message.array(), covered)));
  }

  StunMessages fingerprinted() {
    int covered = message.position();
    message.putShort(2, (short) (covered + 8 - 20));
    CRC32 crc = new CRC32();
    crc.update(message.array(), 0, covered);
    return with(
        FINGERPRINT, ByteBuffer.allocate(4).putInt((int) crc.getValue() ^ 0x5354554E).array());
  }

  byte[] bytes() {
    return Arrays.copyOf(message.array(), message.position());
  }

  static byte[] hmac(String pwd, byte[] covered) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(pwd.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return mac.doFinal(covered);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
