package dev.plenum.sfu.srtp;

import java.util.Arrays;
import java.util.HexFormat;

/** Hexadecimal test vectors and keys that are nobody's. */
final class SrtpVectors {
  private SrtpVectors() {}

  static byte[] hex(String... parts) {
    return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
  }

  static byte[] slice(byte[] bytes, int offset, int length) {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /** Keys whose bytes count up, different for both directions. */
  static SrtpKeys keys(SrtpProfile profile) {
    return new SrtpKeys(
        profile,
        counting(profile.keyBytes(), 1),
        counting(profile.saltBytes(), 50),
        counting(profile.keyBytes(), 100),
        counting(profile.saltBytes(), 150));
  }

  private static byte[] counting(int length, int first) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }
}
