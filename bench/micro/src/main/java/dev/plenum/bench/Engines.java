package dev.plenum.bench;

import dev.plenum.sfu.srtp.SrtpEngine;
import dev.plenum.sfu.srtp.SrtpKeys;
import dev.plenum.sfu.srtp.SrtpProfile;

/** What the server would encrypt with on this machine. */
final class Engines {

  /** What most browsers agree on. */
  static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;

  static final SrtpKeys KEYS =
      new SrtpKeys(
          PROFILE,
          new byte[PROFILE.keyBytes()],
          new byte[PROFILE.saltBytes()],
          new byte[PROFILE.keyBytes()],
          new byte[PROFILE.saltBytes()]);

  private Engines() {}

  static SrtpEngine quickest() {
    return SrtpEngine.usable().getFirst();
  }
}
