package dev.plenum.sfu.srtp;

/** AES-128 in counter mode under one key (RFC 3711 §4.1.1). Owner: the transport's shard loop. */
@FunctionalInterface
interface CounterMode {

  /**
   * Encrypts or decrypts in place, which is the same.
   *
   * @param counter the first block's, 16 bytes
   */
  void crypt(byte[] counter, byte[] bytes, int offset, int length);
}
