package dev.plenum.sfu.srtp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks which engines this machine has. */
final class EngineChoice {
  private static final Logger LOG = LoggerFactory.getLogger(EngineChoice.class);

  /** From the slowest to the quickest; each may use the one before for what it lacks. */
  private static final List<UnaryOperator<AesEngine>> NATIVE =
      List.of(slower -> new LibcryptoEngine(), IpsecMbEngine::new);

  private EngineChoice() {}

  static List<SrtpEngine> usable() {
    List<SrtpEngine> usable = new ArrayList<>();
    AesEngine quickest = JceEngine.INSTANCE;
    usable.add(quickest);
    for (UnaryOperator<AesEngine> next : NATIVE) {
      AesEngine engine = next.apply(quickest);
      if (isUsable(engine)) {
        quickest = engine;
        usable.addFirst(engine);
      }
    }
    return usable;
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
