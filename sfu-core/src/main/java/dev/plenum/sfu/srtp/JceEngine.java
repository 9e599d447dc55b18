package dev.plenum.sfu.srtp;

/** The JDK's own ciphers: about a kilobyte of garbage per packet, and no native code of ours. */
final class JceEngine implements SrtpEngine {
  static final JceEngine INSTANCE = new JceEngine();

  private JceEngine() {}

  @Override
  public String name() {
    return "jce";
  }

  @Override
  public SrtpCipher open(SrtpSessionKeys keys) {
    return switch (keys.profile()) {
      case AEAD_AES_128_GCM -> new JceGcmCipher(keys);
      case AES128_CM_HMAC_SHA1_80 -> new JceCtrHmacCipher(keys);
    };
  }
}
