package dev.plenum.sfu.srtp;

/**
 * Unprotects what one peer sends. Owner: the transport's shard loop.
 *
 * <p>The streams' replay windows belong to the streams, since most packets of a quiet microphone
 * are dropped before decryption; those of RTCP are kept here.
 */
public final class SrtpReceiver {
  /** The packet is too short, or claims to be RTCP in the clear. */
  public static final int MALFORMED = -1;

  /** The packet was received before, or is too old to tell. */
  public static final int REPLAYED = -2;

  /** The authentication tag does not fit. */
  public static final int UNAUTHENTIC = -3;

  private static final int RTP_HEADER_BYTES = 12;
  private static final int SEQUENCE_OFFSET = 2;
  private static final int RTCP_SSRC_OFFSET = 4;

  private final SrtpCipher cipher;
  private final SrtcpReplayWindows rtcpWindows = new SrtcpReplayWindows();

  public SrtpReceiver(SrtpCipher cipher) {
    this.cipher = cipher;
  }

  /**
   * Unprotects an RTP packet in place.
   *
   * @param headerBytes length of RTP header, CSRCs and extension
   * @param window the replay window of the packet's SSRC
   * @return length of the plain packet, or {@link #MALFORMED}, {@link #REPLAYED}, {@link
   *     #UNAUTHENTIC}; only a plain packet changes the window
   */
  public int unprotect(byte[] bytes, int offset, int length, int headerBytes, ReplayWindow window) {
    if (headerBytes < RTP_HEADER_BYTES || length < headerBytes + cipher.profile().tagBytes()) {
      return MALFORMED;
    }
    long index = window.estimate(BigEndian.uint16(bytes, offset + SEQUENCE_OFFSET));
    if (!window.isFresh(index)) {
      return REPLAYED;
    }
    int plain = cipher.unprotect(bytes, offset, length, headerBytes, index);
    if (plain == SrtpCipher.UNAUTHENTIC) {
      return UNAUTHENTIC;
    }
    window.commit(index);
    return plain;
  }

  /**
   * Unprotects a compound RTCP packet in place.
   *
   * @return length of the plain packet, or {@link #MALFORMED}, {@link #REPLAYED}, {@link
   *     #UNAUTHENTIC}
   */
  public int unprotectRtcp(byte[] bytes, int offset, int length) {
    if (length < SrtpCipher.RTCP_HEADER_BYTES + cipher.profile().rtcpTrailerBytes()) {
      return MALFORMED;
    }
    int word = BigEndian.int32(bytes, offset + length - indexDistance());
    if ((word & SrtpCipher.RTCP_ENCRYPTED) == 0) {
      return MALFORMED;
    }
    int index = word & ~SrtpCipher.RTCP_ENCRYPTED;
    int ssrc = BigEndian.int32(bytes, offset + RTCP_SSRC_OFFSET);
    if (!rtcpWindows.isFresh(ssrc, index)) {
      return REPLAYED;
    }
    int plain = cipher.unprotectRtcp(bytes, offset, length, index);
    if (plain == SrtpCipher.UNAUTHENTIC) {
      return UNAUTHENTIC;
    }
    rtcpWindows.commit(ssrc, index);
    return plain;
  }

  /** The index word is the packet's last for an AEAD (RFC 7714 §9.2), else it precedes the tag. */
  private int indexDistance() {
    return switch (cipher.profile()) {
      case AEAD_AES_128_GCM -> SrtpCipher.RTCP_INDEX_BYTES;
      case AES128_CM_HMAC_SHA1_80 -> cipher.profile().rtcpTrailerBytes();
    };
  }
}
