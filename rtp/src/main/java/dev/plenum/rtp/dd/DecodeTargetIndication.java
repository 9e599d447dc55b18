package dev.plenum.rtp.dd;

/**
 * What a frame is to a decode target (AV1 RTP payload format, A.8.1), in the order of their codes
 * on the wire and with the letters of that text. Many of them are kept two bits each in a {@code
 * long}, the first decode target lowest.
 */
public enum DecodeTargetIndication {
  /** The target does without the frame. */
  NOT_PRESENT(0, '-'),
  /** The target shows the frame, but no later frame of the target needs it. */
  DISCARDABLE(1, 'D'),
  /** As required, and from here on the target can be decoded whatever was decoded before of it. */
  SWITCH(2, 'S'),
  /** The target shows the frame, and later frames of the target need it. */
  REQUIRED(3, 'R');

  private static final DecodeTargetIndication[] ALL = values();

  final int code;
  private final char letter;

  DecodeTargetIndication(int code, char letter) {
    this.code = code;
    this.letter = letter;
  }

  public char letter() {
    return letter;
  }

  static DecodeTargetIndication in(long packed, int decodeTarget) {
    return ALL[(int) (packed >> (2 * decodeTarget)) & 3];
  }

  static long pack(int code, int decodeTarget) {
    return (long) code << (2 * decodeTarget);
  }

  /** Packs what these letters say, one for each decode target. */
  static long parse(String letters) {
    long packed = 0;
    for (int i = 0; i < letters.length(); i++) {
      packed |= pack(ofLetter(letters.charAt(i)).code, i);
    }
    return packed;
  }

  private static DecodeTargetIndication ofLetter(char letter) {
    for (DecodeTargetIndication indication : ALL) {
      if (indication.letter == letter) {
        return indication;
      }
    }
    throw new IllegalArgumentException("no decode target indication: " + letter);
  }
}
