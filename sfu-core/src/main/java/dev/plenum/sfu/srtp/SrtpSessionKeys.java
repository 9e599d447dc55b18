package dev.plenum.sfu.srtp;

import java.util.Arrays;

/**
 * What one direction of a transport is protected with, for RTP and for RTCP.
 *
 * <p>Source: RFC 3711 §4.3; RFC 7714 §11 for the shorter salt of the AEAD.
 */
public record SrtpSessionKeys(SrtpProfile profile, StreamKeys rtp, StreamKeys rtcp) {

  /** Cipher key, authentication key (empty for an AEAD) and salt of one packet stream. */
  @SuppressWarnings("ArrayRecordComponent") // Key material is never compared, and never printed.
  public record StreamKeys(byte[] cipherKey, byte[] authKey, byte[] salt) {
    @Override
    public String toString() {
      return "StreamKeys[]";
    }
  }

  private static final int RTP_LABEL = 0;
  private static final int RTCP_LABEL = 3;

  private static final int CIPHER_KEY = 0;
  private static final int AUTH_KEY = 1;
  private static final int SALT = 2;

  /**
   * The label is the most significant byte of a 56-bit key id, right-aligned in the 112-bit salt.
   */
  private static final int LABEL_OFFSET = 7;

  private static final int BLOCK_BYTES = 16;

  /** Derives the session keys with a key derivation rate of zero, the only one DTLS-SRTP has. */
  public static SrtpSessionKeys derive(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
    CounterMode master = new JceCounterMode(masterKey);
    return new SrtpSessionKeys(
        profile,
        derive(profile, master, masterSalt, RTP_LABEL),
        derive(profile, master, masterSalt, RTCP_LABEL));
  }

  private static StreamKeys derive(
      SrtpProfile profile, CounterMode master, byte[] masterSalt, int label) {
    return new StreamKeys(
        keyStream(master, masterSalt, label + CIPHER_KEY, profile.keyBytes()),
        keyStream(master, masterSalt, label + AUTH_KEY, profile.authKeyBytes()),
        keyStream(master, masterSalt, label + SALT, profile.saltBytes()));
  }

  private static byte[] keyStream(CounterMode master, byte[] masterSalt, int label, int bytes) {
    byte[] counter = Arrays.copyOf(masterSalt, BLOCK_BYTES);
    counter[LABEL_OFFSET] ^= (byte) label;
    byte[] stream = new byte[bytes];
    master.crypt(counter, stream, 0, bytes);
    return stream;
  }
}
