package dev.plenum.rtp.codec;

/** Payloads each of which can be decoded by itself, as those of audio can. */
final class WholeFrames {
  private WholeFrames() {}

  static boolean parse(byte[] bytes, int offset, int length, FrameMark mark) {
    mark.reset();
    mark.keyFrame = true;
    mark.startOfFrame = true;
    mark.endOfFrame = true;
    return length > 0;
  }
}
