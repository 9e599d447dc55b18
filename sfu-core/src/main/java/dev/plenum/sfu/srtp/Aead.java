package dev.plenum.sfu.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

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
   * Encrypts a packet of an array into memory: its head, which is the associated data, as it is,
   * then the rest, then the tag. What is in the array then is undefined.
   *
   * @param length of head and rest
   */
  default void seal(
      byte[] nonce, byte[] packet, int headBytes, int length, MemorySegment out, long offset) {
    seal(nonce, packet, 0, headBytes, packet, headBytes, length - headBytes);
    MemorySegment.copy(packet, 0, out, JAVA_BYTE, offset, length + TAG_BYTES);
  }

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
