package dev.plenum.bench;

import dev.plenum.sfu.srtp.SrtpCipher;
import dev.plenum.sfu.srtp.SrtpEngine;
import dev.plenum.sfu.srtp.SrtpKeys;
import dev.plenum.sfu.srtp.SrtpProfile;
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
 * What it costs to encrypt one RTP packet (station 8) with each engine; {@code jce} is the
 * baseline. Run with {@code ./bench/run micro Protection}.
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

  private static final int MTU_BYTES = 1_500;
  private static final int HEADER_BYTES = 20;

  @Param({"jce", "libcrypto", "ipsec-mb, libcrypto"})
  public String engine = "jce";

  @Param public SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;

  /** A packet of a picture, and one of sound. */
  @Param({"1100", "120"})
  public int bytes = 1_100;

  private final byte[] packet = new byte[MTU_BYTES];
  private SrtpCipher cipher = open(SrtpEngine.jce());
  private long index;

  @Setup
  public void open() {
    cipher =
        open(
            SrtpEngine.usable().stream()
                .filter(usable -> usable.name().equals(engine))
                .findAny()
                .orElseThrow(() -> new IllegalStateException("not on this machine: " + engine)));
  }

  private SrtpCipher open(SrtpEngine usable) {
    byte[] key = new byte[profile.keyBytes()];
    byte[] salt = new byte[profile.saltBytes()];
    return usable.open(new SrtpKeys(profile, key, salt, key, salt).server());
  }

  @Benchmark
  public int protect() {
    return cipher.protect(packet, 0, bytes, HEADER_BYTES, index++);
  }
}
