package dev.plenum.sfu.srtp;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's counter mode. */
final class JceCounterMode implements CounterMode {
  private final Cipher cipher;
  private final Key key;

  JceCounterMode(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES counter mode is part of every JDK", e);
    }
  }

  @Override
  public void crypt(byte[] counter, byte[] bytes, int offset, int length) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
      cipher.doFinal(bytes, offset, length, bytes, offset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("counter mode takes any length", e);
    }
  }
}
