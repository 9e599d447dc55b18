package dev.plenum.sfu.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Encrypts or decrypts the packets of one direction of one transport in place. Owner: the
 * transport's shard loop; an instance keeps scratch state and is used in one direction only.
 *
 * <p>It knows packet indices and nothing of replay: {@link SrtpReceiver} and {@link SrtpSender} do.
 * Lengths and header boundaries were checked by them.
 */
public interface SrtpCipher {
  /** Length of an RTCP packet's clear first part: header and sender SSRC. */
  int RTCP_HEADER_BYTES = 8;

  /** Length of the word with E flag and SRTCP index. */
  int RTCP_INDEX_BYTES = 4;

  /** Most significant bit of that word: the packet is encrypted (RFC 3711 §3.4). */
  int RTCP_ENCRYPTED = 0x8000_0000;

  /** What {@code unprotect} and {@code unprotectRtcp} return when the tag does not fit. */
  int UNAUTHENTIC = -1;

  SrtpProfile profile();

  /**
   * Protects an RTP packet; the tag is written behind it.
   *
   * @param headerBytes length of RTP header, CSRCs and extension, which stay readable
   * @param index 48-bit packet index: rollover counter and sequence number
   * @return length of the protected packet
   */
  int protect(byte[] bytes, int offset, int length, int headerBytes, long index);

  /**
   * Protects an RTP packet that starts at offset 0 of an array, and leaves it in memory, with its
   * tag. What is in the array then is undefined. The other parameters are as above.
   *
   * @return length of the protected packet
   */
  default int protect(
      byte[] bytes, int length, int headerBytes, long index, MemorySegment out, long outOffset) {
    int protectedBytes = protect(bytes, 0, length, headerBytes, index);
    MemorySegment.copy(bytes, 0, out, JAVA_BYTE, outOffset, protectedBytes);
    return protectedBytes;
  }

  /**
   * Reverses {@link #protect}.
   *
   * @return length of the plain packet, or {@link #UNAUTHENTIC}; then the payload is undefined
   */
  int unprotect(byte[] bytes, int offset, int length, int headerBytes, long index);

  /**
   * Protects an RTCP packet; tag and index are written behind it.
   *
   * @param index 31-bit SRTCP index
   * @return length of the protected packet
   */
  int protectRtcp(byte[] bytes, int offset, int length, int index);

  /**
   * Reverses {@link #protectRtcp} for a packet that carries this index.
   *
   * @return length of the plain packet, or {@link #UNAUTHENTIC}; then the packet is undefined
   */
  int unprotectRtcp(byte[] bytes, int offset, int length, int index);
}
