package dev.plenum.sfu.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Compares an engine with the JDK's, packet by packet, before it is trusted with anybody's call.
 * Sizes step through all residues of the block, since vectorised ciphers slip at some only
 * (JDK-8371864).
 */
final class EngineSelfTest {
  private static final int MOST_BYTES = 1_500;
  private static final int STEP_BYTES = 37;
  private static final int HEADER_BYTES = 20;
  private static final int ROOM_BYTES = 2_048;

  private final RandomGenerator random = new Random(3_711);
  private final SrtpCipher tested;
  private final SrtpCipher testedInMemory;
  private final SrtpCipher trusted;
  private final byte[] plain = new byte[ROOM_BYTES];
  private final MemorySegment memory = Arena.ofAuto().allocate(ROOM_BYTES);

  private EngineSelfTest(SrtpEngine engine, SrtpProfile profile) {
    byte[] key = new byte[profile.keyBytes()];
    byte[] salt = new byte[profile.saltBytes()];
    random.nextBytes(key);
    random.nextBytes(salt);
    random.nextBytes(plain);
    SrtpSessionKeys keys = SrtpSessionKeys.derive(profile, key, salt);
    tested = engine.open(keys);
    testedInMemory = engine.open(keys);
    trusted = SrtpEngine.jce().open(keys);
  }

  /**
   * Whether the engine does as the JDK's.
   *
   * @throws LinkageError if its library is not on this machine, or is another than we know
   */
  static boolean passes(SrtpEngine engine) {
    return Arrays.stream(SrtpProfile.values())
        .allMatch(profile -> new EngineSelfTest(engine, profile).passes());
  }

  private boolean passes() {
    for (int length = HEADER_BYTES; length < MOST_BYTES; length += STEP_BYTES) {
      if (!agreesOnRtp(length) || !agreesOnRtcp(length)) {
        return false;
      }
    }
    return true;
  }

  private boolean agreesOnRtp(int length) {
    byte[] packet = plain.clone();
    byte[] expected = plain.clone();
    int protectedBytes = tested.protect(packet, 0, length, HEADER_BYTES, length);
    if (protectedBytes != trusted.protect(expected, 0, length, HEADER_BYTES, length)
        || !Arrays.equals(packet, expected)
        || !agreesInMemory(length, protectedBytes, expected)) {
      return false;
    }
    byte[] forged = packet.clone();
    forged[random.nextInt(protectedBytes)] ^= 1;
    return tested.unprotect(forged, 0, protectedBytes, HEADER_BYTES, length)
            == SrtpCipher.UNAUTHENTIC
        && tested.unprotect(packet, 0, protectedBytes, HEADER_BYTES, length) == length
        && Arrays.equals(packet, 0, length, plain, 0, length);
  }

  private boolean agreesInMemory(int length, int protectedBytes, byte[] expected) {
    int offset = random.nextInt(Long.BYTES);
    testedInMemory.protect(plain.clone(), length, HEADER_BYTES, length, memory, offset);
    return memory
            .asSlice(offset, protectedBytes)
            .mismatch(MemorySegment.ofArray(expected).asSlice(0, protectedBytes))
        == -1;
  }

  private boolean agreesOnRtcp(int length) {
    byte[] packet = plain.clone();
    byte[] expected = plain.clone();
    int protectedBytes = tested.protectRtcp(packet, 0, length, length);
    return protectedBytes == trusted.protectRtcp(expected, 0, length, length)
        && Arrays.equals(packet, expected)
        && tested.unprotectRtcp(packet, 0, protectedBytes, length) == length
        && Arrays.equals(packet, 0, length, plain, 0, length);
  }
}
