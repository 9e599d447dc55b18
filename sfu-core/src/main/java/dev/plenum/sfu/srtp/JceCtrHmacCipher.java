package dev.plenum.sfu.srtp;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES128_CM_HMAC_SHA1_80 with the JDK's cipher. Owner: the transport's shard loop.
 *
 * <pre>
 *   SRTP   | header   | encrypted payload | tag 10 |   tag over all before it and the ROC
 *   SRTCP  | 8 bytes  | encrypted rest    | E, index | tag 10 |   tag over all before it
 * </pre>
 *
 * <p>Source: RFC 3711 §3.1, §3.4, §4.1.1 and §4.2.1.
 */
final class JceCtrHmacCipher implements SrtpCipher {
  private static final int TAG_BYTES = SrtpProfile.AES128_CM_HMAC_SHA1_80.tagBytes();
  private static final int SSRC_OFFSET = 8;
  private static final int RTCP_SSRC_OFFSET = 4;
  private static final int SHA1_BYTES = 20;

  private final Stream rtp;
  private final Stream rtcp;
  private final byte[] rollover = new byte[Integer.BYTES];

  JceCtrHmacCipher(SrtpSessionKeys keys) {
    rtp = new Stream(keys.rtp());
    rtcp = new Stream(keys.rtcp());
  }

  @Override
  public SrtpProfile profile() {
    return SrtpProfile.AES128_CM_HMAC_SHA1_80;
  }

  @Override
  public int protect(byte[] bytes, int offset, int length, int headerBytes, long index) {
    int ssrc = BigEndian.int32(bytes, offset + SSRC_OFFSET);
    rtp.crypt(bytes, offset + headerBytes, length - headerBytes, ssrc, index);
    authenticateRtp(bytes, offset, length, index);
    rtp.writeTag(bytes, offset + length);
    return length + TAG_BYTES;
  }

  @Override
  public int unprotect(byte[] bytes, int offset, int length, int headerBytes, long index) {
    int plain = length - TAG_BYTES;
    authenticateRtp(bytes, offset, plain, index);
    if (!rtp.tagFits(bytes, offset + plain)) {
      return UNAUTHENTIC;
    }
    int ssrc = BigEndian.int32(bytes, offset + SSRC_OFFSET);
    rtp.crypt(bytes, offset + headerBytes, plain - headerBytes, ssrc, index);
    return plain;
  }

  @Override
  public int protectRtcp(byte[] bytes, int offset, int length, int index) {
    cryptRtcp(bytes, offset, length, index);
    BigEndian.putInt32(bytes, offset + length, RTCP_ENCRYPTED | index);
    int authenticated = length + RTCP_INDEX_BYTES;
    rtcp.mac.update(bytes, offset, authenticated);
    rtcp.finishTag();
    rtcp.writeTag(bytes, offset + authenticated);
    return authenticated + TAG_BYTES;
  }

  @Override
  public int unprotectRtcp(byte[] bytes, int offset, int length, int index) {
    int authenticated = length - TAG_BYTES;
    rtcp.mac.update(bytes, offset, authenticated);
    rtcp.finishTag();
    if (!rtcp.tagFits(bytes, offset + authenticated)) {
      return UNAUTHENTIC;
    }
    int plain = authenticated - RTCP_INDEX_BYTES;
    cryptRtcp(bytes, offset, plain, index);
    return plain;
  }

  private void authenticateRtp(byte[] bytes, int offset, int length, long index) {
    rtp.mac.update(bytes, offset, length);
    BigEndian.putInt32(rollover, 0, (int) (index >>> Short.SIZE));
    rtp.mac.update(rollover);
    rtp.finishTag();
  }

  private void cryptRtcp(byte[] bytes, int offset, int length, int index) {
    int ssrc = BigEndian.int32(bytes, offset + RTCP_SSRC_OFFSET);
    rtcp.crypt(bytes, offset + RTCP_HEADER_BYTES, length - RTCP_HEADER_BYTES, ssrc, index);
  }

  /** Cipher and MAC of RTP or of RTCP; apart, so that the key schedule is computed once. */
  private static final class Stream {
    private final Cipher cipher;
    private final Key key;
    private final SrtpNonce nonce;
    private final Mac mac;
    private final byte[] tag = new byte[SHA1_BYTES];

    Stream(SrtpSessionKeys.StreamKeys keys) {
      try {
        cipher = Cipher.getInstance("AES/CTR/NoPadding");
        mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(keys.authKey(), "HmacSHA1"));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES counter mode and HMAC are part of every JDK", e);
      }
      key = new SecretKeySpec(keys.cipherKey(), "AES");
      nonce = SrtpNonce.counter(keys.salt());
    }

    /** Counter mode is its own inverse. */
    void crypt(byte[] bytes, int offset, int length, int ssrc, long index) {
      try {
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(nonce.of(ssrc, index)));
        cipher.doFinal(bytes, offset, length, bytes, offset);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("counter mode takes any length", e);
      }
    }

    void finishTag() {
      try {
        mac.doFinal(tag, 0);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the tag has room for SHA-1", e);
      }
    }

    void writeTag(byte[] bytes, int offset) {
      System.arraycopy(tag, 0, bytes, offset, TAG_BYTES);
    }

    /** Looks at every byte, so that its time does not tell how many fit. */
    boolean tagFits(byte[] bytes, int offset) {
      int difference = 0;
      for (int i = 0; i < TAG_BYTES; i++) {
        difference |= tag[i] ^ bytes[offset + i];
      }
      return difference == 0;
    }
  }
}
