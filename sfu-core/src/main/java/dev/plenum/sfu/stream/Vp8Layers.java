package dev.plenum.sfu.stream;

import dev.plenum.rtp.codec.FrameMark;

/**
 * Temporal layers of VP8 by its payload descriptor (RFC 7741 section 4.2). Downwards at once;
 * upwards by one layer at a frame that depends on the lowest layer only, or all the way at a key
 * frame.
 */
final class Vp8Layers extends FrameFilter {
  @Override
  boolean decide(FrameReader reader, long frame) {
    FrameMark mark = reader.mark();
    if (decisions.isNewest(frame)) {
      move(frame, mark);
    }
    boolean lonely = mark.switchingPoint() && mark.temporalId() <= limitTemporal;
    return mark.temporalId() <= levels.at(frame) || lonely;
  }

  private void move(long frame, FrameMark mark) {
    int present = levels.present();
    boolean oneUp = mark.switchingPoint() && mark.temporalId() == present + 1;
    int next = mark.keyFrame() ? limitTemporal : oneUp ? mark.temporalId() : present;
    next = Math.min(next, limitTemporal);
    if (next != present) {
      levels.change(frame, next);
    }
  }

  @Override
  public int topSpatial() {
    return Forwarder.HIGHEST;
  }
}
