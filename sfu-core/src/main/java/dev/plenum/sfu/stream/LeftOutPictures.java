package dev.plenum.sfu.stream;

import dev.plenum.rtp.codec.Codec;

/**
 * Tells packets by which another picture is left out from those of a picture that was left out
 * before. Only VP8 numbers its pictures without naming their references by these numbers. Belongs
 * to a {@link Forwarder}.
 */
final class LeftOutPictures {
  private long latest = Long.MIN_VALUE;

  /** Pictures are numbered anew from here on. */
  void begin() {
    latest = Long.MIN_VALUE;
  }

  /** Whether the layer's present packet, which is left out, is the first of its picture. */
  boolean isNext(ReceiveStream layer) {
    long frame = layer.frame().frame();
    if (layer.codec().codec() != Codec.VP8 || frame <= latest) {
      return false;
    }
    latest = frame;
    return true;
  }
}
