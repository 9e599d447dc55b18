package dev.plenum.sfu.srtp;

/**
 * AES128_CM_HMAC_SHA1_80. Owner: the transport's shard loop.
 *
 * <pre>
 *   SRTP   | header   | encrypted payload | tag 10 |   tag over all before it and the ROC
 *   SRTCP  | 8 bytes  | encrypted rest    | E, index | tag 10 |   tag over all before it
 * </pre>
 *
 * <p>Source: RFC 3711 §3.1, §3.4, §4.1.1 and §4.2.1.
 */
final class CounterHmacCipher implements SrtpCipher {
  private static final int TAG_BYTES = SrtpProfile.AES128_CM_HMAC_SHA1_80.tagBytes();
  private static final int SSRC_OFFSET = 8;
  private static final int RTCP_SSRC_OFFSET = 4;

  private final Stream rtp;
  private final Stream rtcp;
  private final byte[] rollover = new byte[Integer.BYTES];

  CounterHmacCipher(AesEngine engine, SrtpSessionKeys keys) {
    rtp = new Stream(engine, keys.rtp());
    rtcp = new Stream(engine, keys.rtcp());
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
    authenticateRtcp(bytes, offset, authenticated);
    rtcp.writeTag(bytes, offset + authenticated);
    return authenticated + TAG_BYTES;
  }

  @Override
  public int unprotectRtcp(byte[] bytes, int offset, int length, int index) {
    int authenticated = length - TAG_BYTES;
    authenticateRtcp(bytes, offset, authenticated);
    if (!rtcp.tagFits(bytes, offset + authenticated)) {
      return UNAUTHENTIC;
    }
    int plain = authenticated - RTCP_INDEX_BYTES;
    cryptRtcp(bytes, offset, plain, index);
    return plain;
  }

  private void authenticateRtp(byte[] bytes, int offset, int length, long index) {
    rtp.hmac.update(bytes, offset, length);
    BigEndian.putInt32(rollover, 0, (int) (index >>> Short.SIZE));
    rtp.hmac.update(rollover, 0, rollover.length);
    rtp.hmac.finish(rtp.mac);
  }

  private void authenticateRtcp(byte[] bytes, int offset, int length) {
    rtcp.hmac.update(bytes, offset, length);
    rtcp.hmac.finish(rtcp.mac);
  }

  private void cryptRtcp(byte[] bytes, int offset, int length, int index) {
    int ssrc = BigEndian.int32(bytes, offset + RTCP_SSRC_OFFSET);
    rtcp.crypt(bytes, offset + RTCP_HEADER_BYTES, length - RTCP_HEADER_BYTES, ssrc, index);
  }

  /** Cipher and MAC of RTP or of RTCP; apart, so that the key schedule is computed once. */
  private static final class Stream {
    private final CounterMode cipher;
    private final SrtpNonce nonce;
    private final HmacSha1 hmac;
    private final byte[] mac = new byte[HmacSha1.BYTES];

    Stream(AesEngine engine, SrtpSessionKeys.StreamKeys keys) {
      cipher = engine.counterMode(keys.cipherKey());
      nonce = SrtpNonce.counter(keys.salt());
      hmac = engine.hmacSha1(keys.authKey());
    }

    void crypt(byte[] bytes, int offset, int length, int ssrc, long index) {
      cipher.crypt(nonce.of(ssrc, index), bytes, offset, length);
    }

    void writeTag(byte[] bytes, int offset) {
      System.arraycopy(mac, 0, bytes, offset, TAG_BYTES);
    }

    /** Looks at every byte, so that its time does not tell how many fit. */
    boolean tagFits(byte[] bytes, int offset) {
      int difference = 0;
      for (int i = 0; i < TAG_BYTES; i++) {
        difference |= mac[i] ^ bytes[offset + i];
      }
      return difference == 0;
    }
  }
}
