package dev.plenum.sfu.srtp;

import java.lang.foreign.MemorySegment;

/**
 * AEAD_AES_128_GCM. Owner: the transport's shard loop.
 *
 * <pre>
 *   SRTP   | header (AAD)   | encrypted payload | tag 16 |
 *   SRTCP  | 8 bytes (AAD)  | encrypted rest    | tag 16 | E, index (AAD) |
 * </pre>
 *
 * <p>Source: RFC 7714 §8 and §9.
 */
final class AeadCipher implements SrtpCipher {
  private static final int SSRC_OFFSET = 8;
  private static final int RTCP_SSRC_OFFSET = 4;

  private final Aead rtp;
  private final SrtpNonce rtpNonce;
  private final Aead rtcp;
  private final SrtpNonce rtcpNonce;
  private final byte[] rtcpAssociated = new byte[RTCP_HEADER_BYTES + RTCP_INDEX_BYTES];

  AeadCipher(AesEngine engine, SrtpSessionKeys keys) {
    rtp = engine.aead(keys.rtp().cipherKey());
    rtpNonce = SrtpNonce.aead(keys.rtp().salt());
    rtcp = engine.aead(keys.rtcp().cipherKey());
    rtcpNonce = SrtpNonce.aead(keys.rtcp().salt());
  }

  @Override
  public SrtpProfile profile() {
    return SrtpProfile.AEAD_AES_128_GCM;
  }

  @Override
  public int protect(byte[] bytes, int offset, int length, int headerBytes, long index) {
    byte[] nonce = rtpNonce.of(BigEndian.int32(bytes, offset + SSRC_OFFSET), index);
    int payload = offset + headerBytes;
    rtp.seal(nonce, bytes, offset, headerBytes, bytes, payload, length - headerBytes);
    return length + Aead.TAG_BYTES;
  }

  @Override
  public int protect(
      byte[] bytes, int length, int headerBytes, long index, MemorySegment out, long outOffset) {
    byte[] nonce = rtpNonce.of(BigEndian.int32(bytes, SSRC_OFFSET), index);
    rtp.seal(nonce, bytes, headerBytes, length, out, outOffset);
    return length + Aead.TAG_BYTES;
  }

  @Override
  public int unprotect(byte[] bytes, int offset, int length, int headerBytes, long index) {
    byte[] nonce = rtpNonce.of(BigEndian.int32(bytes, offset + SSRC_OFFSET), index);
    int payload = offset + headerBytes;
    return rtp.open(nonce, bytes, offset, headerBytes, bytes, payload, length - headerBytes)
        ? length - Aead.TAG_BYTES
        : UNAUTHENTIC;
  }

  @Override
  public int protectRtcp(byte[] bytes, int offset, int length, int index) {
    byte[] nonce = startRtcp(bytes, offset, index);
    rtcp.seal(
        nonce,
        rtcpAssociated,
        0,
        rtcpAssociated.length,
        bytes,
        offset + RTCP_HEADER_BYTES,
        length - RTCP_HEADER_BYTES);
    int sealed = length + Aead.TAG_BYTES;
    BigEndian.putInt32(bytes, offset + sealed, RTCP_ENCRYPTED | index);
    return sealed + RTCP_INDEX_BYTES;
  }

  @Override
  public int unprotectRtcp(byte[] bytes, int offset, int length, int index) {
    byte[] nonce = startRtcp(bytes, offset, index);
    int sealed = length - RTCP_INDEX_BYTES;
    return rtcp.open(
            nonce,
            rtcpAssociated,
            0,
            rtcpAssociated.length,
            bytes,
            offset + RTCP_HEADER_BYTES,
            sealed - RTCP_HEADER_BYTES)
        ? sealed - Aead.TAG_BYTES
        : UNAUTHENTIC;
  }

  /** Puts the two parts that stay readable one behind the other; returns the nonce. */
  private byte[] startRtcp(byte[] bytes, int offset, int index) {
    System.arraycopy(bytes, offset, rtcpAssociated, 0, RTCP_HEADER_BYTES);
    BigEndian.putInt32(rtcpAssociated, RTCP_HEADER_BYTES, RTCP_ENCRYPTED | index);
    return rtcpNonce.of(BigEndian.int32(bytes, offset + RTCP_SSRC_OFFSET), index);
  }
}
