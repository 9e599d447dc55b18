package dev.plenum.sfu.srtp;

import java.nio.ByteBuffer;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * SRTP written straight from the RFCs, out of place, on Bouncy Castle's plain Java ciphers: nothing
 * in it is shared with what it checks, and no intrinsic of the VM takes part.
 */
final class SrtpReference {
  private static final int HEADER = 12;

  private SrtpReference() {}

  static byte[] protect(SrtpSessionKeys keys, byte[] packet, long index) {
    return switch (keys.profile()) {
      case AEAD_AES_128_GCM -> gcm(keys.rtp(), packet, index);
      case AES128_CM_HMAC_SHA1_80 -> ctr(keys.rtp(), packet, index);
    };
  }

  private static byte[] gcm(SrtpSessionKeys.StreamKeys keys, byte[] packet, long index) {
    byte[] iv = ByteBuffer.allocate(12).putInt(2, ssrc(packet)).putInt(6, roc(index)).array();
    ByteBuffer.wrap(iv).putShort(10, (short) index);
    xor(iv, keys.salt());
    GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
    cipher.init(true, new AEADParameters(new KeyParameter(keys.cipherKey()), 128, iv));
    cipher.processAADBytes(packet, 0, HEADER);
    byte[] out = new byte[packet.length + 16];
    System.arraycopy(packet, 0, out, 0, HEADER);
    int written = cipher.processBytes(packet, HEADER, packet.length - HEADER, out, HEADER);
    try {
      cipher.doFinal(out, HEADER + written);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException(e);
    }
    return out;
  }

  private static byte[] ctr(SrtpSessionKeys.StreamKeys keys, byte[] packet, long index) {
    byte[] iv = ByteBuffer.allocate(16).putInt(4, ssrc(packet)).putInt(8, roc(index)).array();
    ByteBuffer.wrap(iv).putShort(12, (short) index);
    xor(iv, keys.salt());
    var cipher = SICBlockCipher.newInstance(AESEngine.newInstance());
    cipher.init(true, new ParametersWithIV(new KeyParameter(keys.cipherKey()), iv));
    byte[] out = new byte[packet.length + 10];
    System.arraycopy(packet, 0, out, 0, HEADER);
    cipher.processBytes(packet, HEADER, packet.length - HEADER, out, HEADER);
    HMac mac = new HMac(new SHA1Digest());
    mac.init(new KeyParameter(keys.authKey()));
    mac.update(out, 0, packet.length);
    mac.update(ByteBuffer.allocate(4).putInt(roc(index)).array(), 0, 4);
    byte[] tag = new byte[20];
    mac.doFinal(tag, 0);
    System.arraycopy(tag, 0, out, packet.length, 10);
    return out;
  }

  private static int ssrc(byte[] packet) {
    return ByteBuffer.wrap(packet).getInt(8);
  }

  private static int roc(long index) {
    return (int) (index >>> 16);
  }

  private static void xor(byte[] iv, byte[] salt) {
    for (int i = 0; i < salt.length; i++) {
      iv[i] ^= salt[i];
    }
  }
}
