package dev.plenum.sfu.stream;

import dev.plenum.rtp.codec.FrameMark;

/**
 * Temporal layers of VP8 by its payload descriptor (RFC 7741 section 4.2). Downwards at once;
 * upwards by one layer at a frame that depends on the lowest layer only, or all the way at a key
 * frame.
 */
final class Vp8Layers implements LayerFilter {
  private final FrameDecisions decisions = new FrameDecisions();
  private final LevelHistory temporal = new LevelHistory();
  private int limit = Forwarder.HIGHEST;

  @Override
  public void limit(int spatial, int temporal) {
    limit = temporal;
  }

  @Override
  public boolean passes(FrameReader reader) {
    long frame = reader.frame();
    if (frame == FrameReader.NO_FRAME || decisions.passes(frame)) {
      return true;
    }
    if (decisions.isLeftOut(frame)) {
      return false;
    }
    FrameMark mark = reader.mark();
    if (decisions.isNewest(frame)) {
      move(frame, mark);
    }
    boolean lonely = mark.switchingPoint() && mark.temporalId() <= limit;
    boolean passes = mark.temporalId() <= temporal.at(frame) || lonely;
    decisions.decide(frame, passes);
    return passes;
  }

  private void move(long frame, FrameMark mark) {
    int present = temporal.present();
    boolean oneUp = mark.switchingPoint() && mark.temporalId() == present + 1;
    int next = mark.keyFrame() ? limit : oneUp ? mark.temporalId() : present;
    next = Math.min(next, limit);
    if (next != present) {
      temporal.change(frame, next);
    }
  }

  @Override
  public boolean wantsKeyFrame() {
    return false;
  }

  @Override
  public int topSpatial() {
    return Forwarder.HIGHEST;
  }

  @Override
  public int spatial() {
    return 0;
  }

  @Override
  public int temporal() {
    return Math.max(temporal.present(), 0);
  }
}
