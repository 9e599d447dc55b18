package dev.plenum.sfu.srtp;

/** The JDK's own ciphers: about a kilobyte of garbage per packet, and no native code of ours. */
final class JceEngine extends AesEngine {
  static final JceEngine INSTANCE = new JceEngine();

  private JceEngine() {}

  @Override
  public String name() {
    return "jce";
  }

  @Override
  Aead aead(byte[] key) {
    return new JceAead(key);
  }

  @Override
  CounterMode counterMode(byte[] key) {
    return new JceCounterMode(key);
  }

  @Override
  HmacSha1 hmacSha1(byte[] key) {
    return new JceHmacSha1(key);
  }
}
