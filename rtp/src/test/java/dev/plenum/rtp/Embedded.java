package dev.plenum.rtp;

import java.util.Arrays;

/**
 * Puts bytes under test between others, so that a parser which looks beyond its range, or counts
 * from zero, is found out.
 */
public final class Embedded {
  /** Where the embedded bytes begin. */
  public static final int OFFSET = 5;

  private Embedded() {}

  /** The bytes between surroundings of this one value. */
  public static byte[] between(byte surroundings, byte[] bytes) {
    byte[] all = new byte[OFFSET + bytes.length + 64];
    Arrays.fill(all, surroundings);
    System.arraycopy(bytes, 0, all, OFFSET, bytes.length);
    return all;
  }
}
