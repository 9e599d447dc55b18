package dev.plenum.sfu.srtp;

import java.util.Optional;

/**
 * A protection profile that DTLS-SRTP may negotiate, with its lengths in bytes.
 *
 * <p>Sources: RFC 5764 §4.1.2 (AES128_CM_HMAC_SHA1_80), RFC 7714 §12 and §14.2 (AEAD_AES_128_GCM).
 */
public enum SrtpProfile {
  AEAD_AES_128_GCM(0x0007, 16, 12, 0, 16),
  AES128_CM_HMAC_SHA1_80(0x0001, 16, 14, 20, 10);

  private final int dtlsId;
  private final int keyBytes;
  private final int saltBytes;
  private final int authKeyBytes;
  private final int tagBytes;

  SrtpProfile(int dtlsId, int keyBytes, int saltBytes, int authKeyBytes, int tagBytes) {
    this.dtlsId = dtlsId;
    this.keyBytes = keyBytes;
    this.saltBytes = saltBytes;
    this.authKeyBytes = authKeyBytes;
    this.tagBytes = tagBytes;
  }

  /** The profile with this number in the use_srtp extension, if we know it. */
  public static Optional<SrtpProfile> ofDtlsId(int dtlsId) {
    for (SrtpProfile profile : values()) {
      if (profile.dtlsId == dtlsId) {
        return Optional.of(profile);
      }
    }
    return Optional.empty();
  }

  public int dtlsId() {
    return dtlsId;
  }

  public int keyBytes() {
    return keyBytes;
  }

  public int saltBytes() {
    return saltBytes;
  }

  /** Length of the separate authentication key; an AEAD has none. */
  public int authKeyBytes() {
    return authKeyBytes;
  }

  /** By how much protection lengthens an RTP packet. */
  public int tagBytes() {
    return tagBytes;
  }

  /** By how much protection lengthens an RTCP packet: the tag, the E flag and the SRTCP index. */
  public int rtcpTrailerBytes() {
    return tagBytes + SrtpCipher.RTCP_INDEX_BYTES;
  }
}
