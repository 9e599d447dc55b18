package dev.plenum.sfu.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Intel's GCM: a packet in one call. */
final class IpsecMbAead implements Aead {
  private final MemorySegment key;

  IpsecMbAead(byte[] key) {
    this.key = Arena.ofAuto().allocate(IpsecMb.KEY_BYTES, IpsecMb.ALIGNMENT_BYTES);
    Scratch scratch = Scratch.ofThread();
    scratch.write(Scratch.BODY, key, 0, key.length);
    IpsecMb.prepare(scratch.at(Scratch.BODY), this.key);
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
    IpsecMb.encrypt(
        key,
        scratch.at(Scratch.CONTEXT),
        scratch.at(Scratch.BODY),
        length,
        scratch.at(Scratch.NONCE),
        scratch.at(Scratch.ASSOCIATED),
        associatedBytes,
        scratch.at(Scratch.BODY + length));
    scratch.read(Scratch.BODY, bytes, offset, length + TAG_BYTES);
  }

  @Override
  public void seal(
      byte[] nonce, byte[] packet, int headBytes, int length, MemorySegment out, long offset) {
    Scratch scratch = Scratch.ofThread();
    long at = scratch.lay(nonce, packet, length, out, offset);
    IpsecMb.encrypt(
        key,
        scratch.at(Scratch.CONTEXT),
        at + headBytes,
        length - headBytes,
        scratch.at(Scratch.NONCE),
        at,
        headBytes,
        at + length);
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
    IpsecMb.decrypt(
        key,
        scratch.at(Scratch.CONTEXT),
        scratch.at(Scratch.BODY),
        plainBytes,
        scratch.at(Scratch.NONCE),
        scratch.at(Scratch.ASSOCIATED),
        associatedBytes,
        scratch.at(Scratch.TAG));
    scratch.read(Scratch.BODY, bytes, offset, plainBytes);
    return scratch.areTagsEqual(Scratch.TAG, Scratch.BODY + plainBytes);
  }
}
