package dev.plenum.sfu.srtp;

import static dev.plenum.sfu.srtp.Libcrypto.SHA1_STATE_BYTES;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * HMAC over OpenSSL's SHA-1. What the key alone decides, the first block of the inner and of the
 * outer hash, is computed once (RFC 2104 §4), which OpenSSL's own HMAC does less quickly.
 */
final class LibcryptoHmacSha1 implements HmacSha1 {
  private static final int BLOCK_BYTES = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final MemorySegment inner;
  private final MemorySegment outer;
  private final MemorySegment state;

  LibcryptoHmacSha1(byte[] key) {
    Arena arena = Arena.ofAuto();
    inner = padded(key, INNER, arena);
    outer = padded(key, OUTER, arena);
    state = arena.allocate(SHA1_STATE_BYTES);
    begin(inner);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    Scratch scratch = Scratch.ofThread();
    scratch.write(Scratch.BODY, bytes, offset, length);
    Libcrypto.sha1Update(state, scratch.at(Scratch.BODY), length);
  }

  @Override
  public void finish(byte[] mac) {
    Scratch scratch = Scratch.ofThread();
    long digest = scratch.at(Scratch.DIGEST);
    Libcrypto.sha1Final(digest, state);
    begin(outer);
    Libcrypto.sha1Update(state, digest, BYTES);
    Libcrypto.sha1Final(digest, state);
    scratch.read(Scratch.DIGEST, mac, 0, BYTES);
    begin(inner);
  }

  private void begin(MemorySegment from) {
    MemorySegment.copy(from, 0, state, 0, SHA1_STATE_BYTES);
  }

  private static MemorySegment padded(byte[] key, byte padding, Arena arena) {
    byte[] block = Arrays.copyOf(key, BLOCK_BYTES);
    for (int i = 0; i < BLOCK_BYTES; i++) {
      block[i] ^= padding;
    }
    Scratch scratch = Scratch.ofThread();
    scratch.write(Scratch.BODY, block, 0, BLOCK_BYTES);
    MemorySegment state = arena.allocate(SHA1_STATE_BYTES);
    Libcrypto.sha1Init(state);
    Libcrypto.sha1Update(state, scratch.at(Scratch.BODY), BLOCK_BYTES);
    return state;
  }
}
