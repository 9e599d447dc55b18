package dev.plenum.sfu.srtp;

import java.util.ArrayList;
import java.util.List;

/** The SRTP engines that the machine of a test has. */
final class Engines {

  private Engines() {}

  /** All of them; ./verify brings the libraries of the native ones. */
  static List<SrtpEngine> all() {
    List<SrtpEngine> engines = new ArrayList<>(nativeOnes());
    engines.add(SrtpEngine.jce());
    return engines;
  }

  static List<SrtpEngine> nativeOnes() {
    return List.of(new LibcryptoEngine(), new IpsecMbEngine(new LibcryptoEngine()));
  }
}
