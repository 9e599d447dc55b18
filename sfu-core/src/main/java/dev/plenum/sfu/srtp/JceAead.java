package dev.plenum.sfu.srtp;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's GCM. It refuses a nonce that it has just sealed with. */
final class JceAead implements Aead {
  private final Cipher cipher;
  private final Key key;

  JceAead(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }

  @Override
  public void seal(
      byte[] nonce,
      byte[] associated,
      int associatedOffset,
      int associatedBytes,
      byte[] bytes,
      int offset,
      int length) {
    start(Cipher.ENCRYPT_MODE, nonce);
    cipher.updateAAD(associated, associatedOffset, associatedBytes);
    try {
      cipher.doFinal(bytes, offset, length, bytes, offset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no room for the tag", e);
    }
  }

  @Override
  public boolean open(
      byte[] nonce,
      byte[] associated,
      int associatedOffset,
      int associatedBytes,
      byte[] bytes,
      int offset,
      int length) {
    start(Cipher.DECRYPT_MODE, nonce);
    cipher.updateAAD(associated, associatedOffset, associatedBytes);
    try {
      cipher.doFinal(bytes, offset, length, bytes, offset);
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("lengths were checked before", e);
    }
  }

  private void start(int mode, byte[] nonce) {
    try {
      cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("one index was protected twice", e);
    }
  }
}
