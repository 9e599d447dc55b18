package dev.plenum.sfu.srtp;

/**
 * AES-128-GCM under one key, in one direction (RFC 5116 §5.1). Owner: the transport's shard loop.
 * Lengths are checked by whoever calls.
 */
interface Aead {
  int TAG_BYTES = 16;

  /**
   * Encrypts {@code length} bytes in place and writes the tag behind them.
   *
   * @param nonce 12 bytes, never the same twice
   * @param associated holds {@code associatedBytes} at {@code associatedOffset}, authenticated too
   */
  void seal(
      byte[] nonce,
      byte[] associated,
      int associatedOffset,
      int associatedBytes,
      byte[] bytes,
      int offset,
      int length);

  /**
   * Reverses {@link #seal}.
   *
   * @param length with the tag
   * @return whether the tag fits; if not, the bytes are undefined
   */
  boolean open(
      byte[] nonce,
      byte[] associated,
      int associatedOffset,
      int associatedBytes,
      byte[] bytes,
      int offset,
      int length);
}
