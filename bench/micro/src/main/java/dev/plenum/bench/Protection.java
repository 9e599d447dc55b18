package dev.plenum.bench;

import dev.plenum.sfu.srtp.SrtpCipher;
import dev.plenum.sfu.srtp.SrtpEngine;
import dev.plenum.sfu.srtp.SrtpKeys;
import dev.plenum.sfu.srtp.SrtpProfile;
import java.security.GeneralSecurityException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What it costs to encrypt one RTP packet (station 8) with each engine, and with the library of
 * Jitsi Videobridge, which is the baseline. Run with {@code ./bench/run micro Protection}.
 */
public class Protection extends Microbenchmark {

  static final String JCE = "jce";
  static final String JITSI = "jitsi-srtp";

  private static final int HEADER_BYTES = 20;

  @Param({JITSI, JCE, "libcrypto", "ipsec-mb, libcrypto"})
  public String engine = JCE;

  @Param("AEAD_AES_128_GCM")
  public SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;

  /** A packet of a picture; one of sound has some 120. */
  @Param("1100")
  public int bytes = 1_100;

  private Sealer sealer = index -> 0;
  private long index;

  /** Encrypts the same packet again and again. */
  private interface Sealer {

    /** Returns the length of the packet with its tag. */
    int seal(long index);
  }

  @Setup
  public void open() throws GeneralSecurityException {
    sealer = engine.equals(JITSI) ? new JitsiSealer(profile, bytes)::seal : ours();
  }

  private Sealer ours() {
    byte[] key = new byte[profile.keyBytes()];
    byte[] salt = new byte[profile.saltBytes()];
    byte[] packet = new byte[bytes + profile.tagBytes()];
    SrtpCipher cipher =
        SrtpEngine.usable().stream()
            .filter(usable -> usable.name().equals(engine))
            .findAny()
            .orElseThrow(() -> new IllegalStateException("not on this machine: " + engine))
            .open(new SrtpKeys(profile, key, salt, key, salt).server());
    return next -> cipher.protect(packet, 0, bytes, HEADER_BYTES, next);
  }

  @Benchmark
  public int protect() {
    return sealer.seal(index++);
  }
}
