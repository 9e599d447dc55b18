package dev.plenum.sfu.srtp;

import java.lang.foreign.MemorySegment;

/**
 * Protects what we send to one peer. Owner: the transport's shard loop.
 *
 * <p>A wrong argument or an exhausted index is our own bug and throws.
 */
public final class SrtpSender {
  private static final long INDEX_MASK = (1L << 48) - 1;

  private final SrtpCipher cipher;
  private int rtcpIndex;

  public SrtpSender(SrtpCipher cipher) {
    this.cipher = cipher;
  }

  /**
   * Protects an RTP packet in place. The array needs room for {@link SrtpProfile#tagBytes} behind
   * the packet.
   *
   * @param headerBytes length of RTP header, CSRCs and extension
   * @param extendedSequence the packet's sequence number with its rollovers; never twice the same
   *     for one SSRC
   * @return length of the protected packet
   */
  public int protect(byte[] bytes, int offset, int length, int headerBytes, long extendedSequence) {
    return cipher.protect(bytes, offset, length, headerBytes, extendedSequence & INDEX_MASK);
  }

  /**
   * Protects an RTP packet that starts at offset 0 of an array, and leaves it in memory with as
   * much room. What is in the array then is undefined. The other parameters are as above.
   *
   * @return length of the protected packet
   */
  public int protect(
      byte[] bytes,
      int length,
      int headerBytes,
      long extendedSequence,
      MemorySegment out,
      long outOffset) {
    return cipher.protect(
        bytes, length, headerBytes, extendedSequence & INDEX_MASK, out, outOffset);
  }

  /**
   * Protects a compound RTCP packet in place. The array needs room for {@link
   * SrtpProfile#rtcpTrailerBytes} behind the packet. All our SSRCs share one index, which is unique
   * for each of them then.
   *
   * @return length of the protected packet
   */
  public int protectRtcp(byte[] bytes, int offset, int length) {
    if (rtcpIndex == Integer.MAX_VALUE) {
      throw new IllegalStateException("the SRTCP index is used up");
    }
    return cipher.protectRtcp(bytes, offset, length, ++rtcpIndex);
  }

  public SrtpProfile profile() {
    return cipher.profile();
  }
}
