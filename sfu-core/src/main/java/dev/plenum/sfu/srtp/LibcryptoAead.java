package dev.plenum.sfu.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** OpenSSL's GCM. */
final class LibcryptoAead implements Aead {
  private final MemorySegment context;

  LibcryptoAead(byte[] key) {
    context = Libcrypto.gcm(key, Arena.ofAuto());
  }

  @Override
  public void seal(
      byte[] nonce,
      byte[] associated,
      int associatedOffset,
      int associatedBytes,
      byte[] bytes,
      int offset,
      int length) {
    Scratch scratch = Scratch.ofThread();
    scratch.lay(nonce, associated, associatedOffset, associatedBytes, bytes, offset, length);
    crypt(
        scratch,
        true,
        scratch.at(Scratch.ASSOCIATED),
        associatedBytes,
        scratch.at(Scratch.BODY),
        length);
    finishSeal(scratch, scratch.at(Scratch.BODY + length));
    scratch.read(Scratch.BODY, bytes, offset, length + TAG_BYTES);
  }

  @Override
  public void seal(
      byte[] nonce, byte[] packet, int headBytes, int length, MemorySegment out, long offset) {
    Scratch scratch = Scratch.ofThread();
    long at = scratch.lay(nonce, packet, length, out, offset);
    crypt(scratch, true, at, headBytes, at + headBytes, length - headBytes);
    finishSeal(scratch, at + length);
  }

  @Override
  public boolean open(
      byte[] nonce,
      byte[] associated,
      int associatedOffset,
      int associatedBytes,
      byte[] bytes,
      int offset,
      int length) {
    int plainBytes = length - TAG_BYTES;
    Scratch scratch = Scratch.ofThread();
    scratch.lay(nonce, associated, associatedOffset, associatedBytes, bytes, offset, length);
    crypt(
        scratch,
        false,
        scratch.at(Scratch.ASSOCIATED),
        associatedBytes,
        scratch.at(Scratch.BODY),
        plainBytes);
    Libcrypto.control(context, Libcrypto.SET_TAG, TAG_BYTES, scratch.at(Scratch.BODY + plainBytes));
    boolean fits = Libcrypto.finish(context, scratch.at(Scratch.DIGEST), scratch.at(Scratch.COUNT));
    scratch.read(Scratch.BODY, bytes, offset, plainBytes);
    return fits;
  }

  private void crypt(
      Scratch scratch,
      boolean encrypts,
      long associated,
      int associatedBytes,
      long body,
      int length) {
    long count = scratch.at(Scratch.COUNT);
    Libcrypto.start(context, scratch.at(Scratch.NONCE), encrypts);
    Libcrypto.update(context, Libcrypto.NULL, count, associated, associatedBytes);
    Libcrypto.update(context, body, count, body, length);
  }

  private void finishSeal(Scratch scratch, long tag) {
    if (!Libcrypto.finish(context, tag, scratch.at(Scratch.COUNT))) {
      throw new IllegalStateException("libcrypto does not seal");
    }
    Libcrypto.control(context, Libcrypto.GET_TAG, TAG_BYTES, tag);
  }
}
