package dev.plenum.sfu.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** OpenSSL's counter mode. */
final class LibcryptoCounterMode implements CounterMode {
  private final MemorySegment context;

  LibcryptoCounterMode(byte[] key) {
    context = Libcrypto.counterMode(key, Arena.ofAuto());
  }

  @Override
  public void crypt(byte[] counter, byte[] bytes, int offset, int length) {
    Scratch scratch = Scratch.ofThread();
    long body = scratch.at(Scratch.BODY);
    scratch.write(Scratch.NONCE, counter, 0, counter.length);
    scratch.write(Scratch.BODY, bytes, offset, length);
    Libcrypto.start(context, scratch.at(Scratch.NONCE), true);
    Libcrypto.update(context, body, scratch.at(Scratch.COUNT), body, length);
    scratch.read(Scratch.BODY, bytes, offset, length);
  }
}
