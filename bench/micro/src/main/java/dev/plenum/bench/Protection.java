package dev.plenum.bench;

import dev.plenum.sfu.srtp.SrtpCipher;
import dev.plenum.sfu.srtp.SrtpEngine;
import dev.plenum.sfu.srtp.SrtpKeys;
import dev.plenum.sfu.srtp.SrtpProfile;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to encrypt one RTP packet (station 8) with each engine, and with the library of
 * Jitsi Videobridge, which is the baseline. Run with {@code ./bench/run micro Protection}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {
      "-XX:+UseZGC",
      "-XX:+UseCompactObjectHeaders",
      "--enable-native-access=ALL-UNNAMED"
    })
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class Protection {

  static final String JCE = "jce";
  static final String JITSI = "jitsi-srtp";

  private static final int HEADER_BYTES = 20;

  @Param({JITSI, JCE, "libcrypto", "ipsec-mb, libcrypto"})
  public String engine = JCE;

  @Param public SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;

  /** A packet of a picture, and one of sound. */
  @Param({"1100", "120"})
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
