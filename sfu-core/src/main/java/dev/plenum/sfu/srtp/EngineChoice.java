package dev.plenum.sfu.srtp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks which engines this machine has. */
final class EngineChoice {
  private static final Logger LOG = LoggerFactory.getLogger(EngineChoice.class);

  private EngineChoice() {}

  static SrtpEngine quickest() {
    AesEngine libcrypto = new LibcryptoEngine();
    AesEngine common = isUsable(libcrypto) ? libcrypto : JceEngine.INSTANCE;
    AesEngine ipsecMb = new IpsecMbEngine(common);
    return isUsable(ipsecMb) ? ipsecMb : common;
  }

  private static boolean isUsable(SrtpEngine engine) {
    try {
      boolean passes = EngineSelfTest.passes(engine);
      if (!passes) {
        LOG.warn(
            "the library behind the SRTP engine {} computes something else than the JDK: not used",
            engine.name());
      }
      return passes;
    } catch (LinkageError notHere) {
      LOG.debug("no SRTP engine {} here", engine.name(), notHere);
      return false;
    }
  }
}
