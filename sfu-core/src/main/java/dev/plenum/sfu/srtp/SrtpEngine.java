package dev.plenum.sfu.srtp;

import java.util.List;

/** A way to compute SRTP: the JDK's ciphers, or a native library found at run time. */
public interface SrtpEngine {

  /** Short name for the start-up banner and metrics, such as {@code jce}. */
  String name();

  /** A cipher for one direction of one transport. */
  SrtpCipher open(SrtpSessionKeys keys);

  /**
   * Those that this machine has and that pass their self-test, the quickest first. Takes some
   * hundredths of a second.
   */
  static List<SrtpEngine> usable() {
    return EngineChoice.usable();
  }

  /** The engine that works wherever Java does. */
  static SrtpEngine jce() {
    return JceEngine.INSTANCE;
  }
}
