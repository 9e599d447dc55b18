package dev.plenum.sfu.srtp;

/** An engine that brings the primitives; how SRTP is made of them is the same for all. */
abstract class AesEngine implements SrtpEngine {

  /**
   * @param key 16 bytes
   */
  abstract Aead aead(byte[] key);

  /**
   * @param key 16 bytes
   */
  abstract CounterMode counterMode(byte[] key);

  /**
   * @param key at most 64 bytes
   */
  abstract HmacSha1 hmacSha1(byte[] key);

  @Override
  public final SrtpCipher open(SrtpSessionKeys keys) {
    return switch (keys.profile()) {
      case AEAD_AES_128_GCM -> new AeadCipher(this, keys);
      case AES128_CM_HMAC_SHA1_80 -> new CounterHmacCipher(this, keys);
    };
  }
}
