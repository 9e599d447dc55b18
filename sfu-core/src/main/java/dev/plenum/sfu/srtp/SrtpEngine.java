package dev.plenum.sfu.srtp;

/** A way to compute SRTP: the JDK's ciphers, or a native library found at run time. */
public interface SrtpEngine {

  /** Short name for the start-up banner and metrics, such as {@code jce}. */
  String name();

  /** A cipher for one direction of one transport. */
  SrtpCipher open(SrtpSessionKeys keys);

  /**
   * The quickest that this machine has and that passes its self-test, which takes some hundredths
   * of a second.
   */
  static SrtpEngine quickest() {
    return EngineChoice.quickest();
  }

  /** The engine that works wherever Java does. */
  static SrtpEngine jce() {
    return JceEngine.INSTANCE;
  }
}
