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
    start(scratch, nonce, true, associated, associatedOffset, associatedBytes);
    crypt(scratch, bytes, offset, length);
    long tag = scratch.at(Scratch.BODY + length);
    if (!Libcrypto.finish(context, tag, scratch.at(Scratch.COUNT))) {
      throw new IllegalStateException("libcrypto does not seal");
    }
    Libcrypto.control(context, Libcrypto.GET_TAG, TAG_BYTES, tag);
    scratch.read(Scratch.BODY, bytes, offset, length + TAG_BYTES);
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
    start(scratch, nonce, false, associated, associatedOffset, associatedBytes);
    crypt(scratch, bytes, offset, plainBytes);
    scratch.write(Scratch.TAG, bytes, offset + plainBytes, TAG_BYTES);
    Libcrypto.control(context, Libcrypto.SET_TAG, TAG_BYTES, scratch.at(Scratch.TAG));
    boolean fits = Libcrypto.finish(context, scratch.at(Scratch.DIGEST), scratch.at(Scratch.COUNT));
    scratch.read(Scratch.BODY, bytes, offset, plainBytes);
    return fits;
  }

  private void start(
      Scratch scratch, byte[] nonce, boolean encrypts, byte[] associated, int offset, int length) {
    scratch.write(Scratch.NONCE, nonce, 0, nonce.length);
    Libcrypto.start(context, scratch.at(Scratch.NONCE), encrypts);
    scratch.write(Scratch.ASSOCIATED, associated, offset, length);
    Libcrypto.update(
        context, Libcrypto.NULL, scratch.at(Scratch.COUNT), scratch.at(Scratch.ASSOCIATED), length);
  }

  private void crypt(Scratch scratch, byte[] bytes, int offset, int length) {
    long body = scratch.at(Scratch.BODY);
    scratch.write(Scratch.BODY, bytes, offset, length);
    Libcrypto.update(context, body, scratch.at(Scratch.COUNT), body, length);
  }
}
