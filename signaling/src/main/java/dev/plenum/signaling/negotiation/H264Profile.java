package dev.plenum.signaling.negotiation;

import java.util.Locale;
import java.util.Optional;

/** The H.264 profiles that are forwarded, those that more receivers decode first. */
enum H264Profile {
  CONSTRAINED_BASELINE(0),
  BASELINE(1),
  MAIN(2);

  private static final int HEX_DIGITS = 6;
  private static final int BASELINE_IDC = 0x42;
  private static final int MAIN_IDC = 0x4d;
  private static final int EXTENDED_IDC = 0x58;
  private static final int SET0 = 0x80;
  private static final int SET1 = 0x40;

  private static final int NON_INTERLEAVED_MODE = 1;
  private static final int OTHER_MODES_RANK = 3;

  private final int rank;

  H264Profile(int rank) {
    this.rank = rank;
  }

  /**
   * Reads a {@code profile-level-id} by RFC 6184 table 5: constraint flags make a stream of one
   * profile one of another too.
   *
   * @param profileLevelId profile, constraint flags and level, two hexadecimal digits each
   */
  static Optional<H264Profile> of(String profileLevelId) {
    if (profileLevelId.length() != HEX_DIGITS) {
      return Optional.empty();
    }
    try {
      int value = Integer.parseUnsignedInt(profileLevelId, 16);
      return of(value >>> 16, value >>> 8 & 0xff);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<H264Profile> of(int profile, int constraints) {
    return switch (profile) {
      case BASELINE_IDC -> Optional.of((constraints & SET1) != 0 ? CONSTRAINED_BASELINE : BASELINE);
      case MAIN_IDC -> Optional.of((constraints & SET0) != 0 ? CONSTRAINED_BASELINE : MAIN);
      case EXTENDED_IDC ->
          (constraints & SET0) == 0
              ? Optional.empty()
              : Optional.of((constraints & SET1) != 0 ? CONSTRAINED_BASELINE : BASELINE);
      default -> Optional.empty();
    };
  }

  /**
   * The lower, the better: single NAL unit mode (0) forces small slices, so any profile in mode 1
   * goes before it.
   */
  int rank(int packetizationMode) {
    return packetizationMode == NON_INTERLEAVED_MODE ? rank : rank + OTHER_MODES_RANK;
  }

  /** With the packetization mode, what a receiver must have in common with a sender. */
  String withPacketizationMode(int mode) {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + "/" + mode;
  }
}
