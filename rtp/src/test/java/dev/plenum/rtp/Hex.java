package dev.plenum.rtp;

import java.util.HexFormat;

/** Bytes written in hexadecimal, spaced at will. */
public final class Hex {
  private Hex() {}

  public static byte[] bytes(String... lines) {
    return HexFormat.of().parseHex(String.join("", lines).replace(" ", ""));
  }
}
