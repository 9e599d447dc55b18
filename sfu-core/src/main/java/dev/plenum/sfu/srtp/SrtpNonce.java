package dev.plenum.sfu.srtp;

import java.util.Arrays;

/**
 * The initialization vector of a packet: SSRC and 48-bit index, exclusive-ored onto the session
 * salt. Owner: the cipher that holds it; the array is reused.
 *
 * <pre>
 *            0   2   4   6   8  10  12  14  16
 *   AEAD     | 0 | SSRC  |   index   |           RFC 7714 §8.1, §9.1
 *   counter  |   0   | SSRC  |   index   | 0 |   RFC 3711 §4.1.1
 * </pre>
 */
final class SrtpNonce {
  static final int AEAD_BYTES = 12;
  static final int COUNTER_BYTES = 16;

  private static final int AEAD_SSRC_OFFSET = 2;
  private static final int COUNTER_SSRC_OFFSET = 4;
  private static final int INDEX_BYTES = 6;

  private final byte[] salt;
  private final byte[] nonce;
  private final int ssrcOffset;

  private SrtpNonce(byte[] salt, int bytes, int ssrcOffset) {
    this.salt = Arrays.copyOf(salt, bytes);
    this.nonce = this.salt.clone();
    this.ssrcOffset = ssrcOffset;
  }

  static SrtpNonce aead(byte[] salt) {
    return new SrtpNonce(salt, AEAD_BYTES, AEAD_SSRC_OFFSET);
  }

  static SrtpNonce counter(byte[] salt) {
    return new SrtpNonce(salt, COUNTER_BYTES, COUNTER_SSRC_OFFSET);
  }

  byte[] of(int ssrc, long index) {
    put(ssrcOffset, Integer.BYTES, ssrc);
    put(ssrcOffset + Integer.BYTES, INDEX_BYTES, index);
    return nonce;
  }

  private void put(int offset, int bytes, long value) {
    for (int i = 0; i < bytes; i++) {
      int at = offset + bytes - 1 - i;
      nonce[at] = (byte) (salt[at] ^ (value >>> (i * Byte.SIZE)));
    }
  }
}
