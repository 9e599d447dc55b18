package dev.plenum.sfu.srtp;

/** OpenSSL's libcrypto, which most machines have: no garbage. */
final class LibcryptoEngine extends AesEngine {

  @Override
  public String name() {
    return "libcrypto";
  }

  @Override
  Aead aead(byte[] key) {
    return new LibcryptoAead(key);
  }

  @Override
  CounterMode counterMode(byte[] key) {
    return new LibcryptoCounterMode(key);
  }

  @Override
  HmacSha1 hmacSha1(byte[] key) {
    return new LibcryptoHmacSha1(key);
  }
}
