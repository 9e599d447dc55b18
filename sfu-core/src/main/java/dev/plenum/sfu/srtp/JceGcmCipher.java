package dev.plenum.sfu.srtp;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AEAD_AES_128_GCM with the JDK's cipher. Owner: the transport's shard loop.
 *
 * <pre>
 *   SRTP   | header (AAD)   | encrypted payload | tag 16 |
 *   SRTCP  | 8 bytes (AAD)  | encrypted rest    | tag 16 | E, index (AAD) |
 * </pre>
 *
 * <p>Source: RFC 7714 §8 and §9.
 */
final class JceGcmCipher implements SrtpCipher {
  private static final int TAG_BYTES = SrtpProfile.AEAD_AES_128_GCM.tagBytes();
  private static final int SSRC_OFFSET = 8;
  private static final int RTCP_SSRC_OFFSET = 4;

  private final Stream rtp;
  private final Stream rtcp;
  private final byte[] indexWord = new byte[RTCP_INDEX_BYTES];

  JceGcmCipher(SrtpSessionKeys keys) {
    rtp = new Stream(keys.rtp());
    rtcp = new Stream(keys.rtcp());
  }

  @Override
  public SrtpProfile profile() {
    return SrtpProfile.AEAD_AES_128_GCM;
  }

  @Override
  public int protect(byte[] bytes, int offset, int length, int headerBytes, long index) {
    rtp.start(Cipher.ENCRYPT_MODE, BigEndian.int32(bytes, offset + SSRC_OFFSET), index);
    rtp.cipher.updateAAD(bytes, offset, headerBytes);
    return headerBytes + rtp.seal(bytes, offset + headerBytes, length - headerBytes);
  }

  @Override
  public int unprotect(byte[] bytes, int offset, int length, int headerBytes, long index) {
    rtp.start(Cipher.DECRYPT_MODE, BigEndian.int32(bytes, offset + SSRC_OFFSET), index);
    rtp.cipher.updateAAD(bytes, offset, headerBytes);
    return rtp.open(bytes, offset + headerBytes, length - headerBytes)
        ? length - TAG_BYTES
        : UNAUTHENTIC;
  }

  @Override
  public int protectRtcp(byte[] bytes, int offset, int length, int index) {
    startRtcp(Cipher.ENCRYPT_MODE, bytes, offset, index);
    int sealed =
        RTCP_HEADER_BYTES
            + rtcp.seal(bytes, offset + RTCP_HEADER_BYTES, length - RTCP_HEADER_BYTES);
    BigEndian.putInt32(bytes, offset + sealed, RTCP_ENCRYPTED | index);
    return sealed + RTCP_INDEX_BYTES;
  }

  @Override
  public int unprotectRtcp(byte[] bytes, int offset, int length, int index) {
    startRtcp(Cipher.DECRYPT_MODE, bytes, offset, index);
    int sealed = length - RTCP_INDEX_BYTES;
    return rtcp.open(bytes, offset + RTCP_HEADER_BYTES, sealed - RTCP_HEADER_BYTES)
        ? sealed - TAG_BYTES
        : UNAUTHENTIC;
  }

  private void startRtcp(int mode, byte[] bytes, int offset, int index) {
    rtcp.start(mode, BigEndian.int32(bytes, offset + RTCP_SSRC_OFFSET), index);
    rtcp.cipher.updateAAD(bytes, offset, RTCP_HEADER_BYTES);
    BigEndian.putInt32(indexWord, 0, RTCP_ENCRYPTED | index);
    rtcp.cipher.updateAAD(indexWord);
  }

  /** Key, salt and cipher of RTP or of RTCP; apart, so that the key schedule is computed once. */
  private static final class Stream {
    private final Cipher cipher;
    private final Key key;
    private final SrtpNonce nonce;

    Stream(SrtpSessionKeys.StreamKeys keys) {
      try {
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-GCM is part of every JDK", e);
      }
      key = new SecretKeySpec(keys.cipherKey(), "AES");
      nonce = SrtpNonce.aead(keys.salt());
    }

    void start(int mode, int ssrc, long index) {
      try {
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce.of(ssrc, index)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("one index was protected twice", e);
      }
    }

    int seal(byte[] bytes, int offset, int length) {
      try {
        return cipher.doFinal(bytes, offset, length, bytes, offset);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("no room for the tag", e);
      }
    }

    boolean open(byte[] bytes, int offset, int length) {
      try {
        cipher.doFinal(bytes, offset, length, bytes, offset);
        return true;
      } catch (AEADBadTagException e) {
        return false;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("lengths were checked before", e);
      }
    }
  }
}
