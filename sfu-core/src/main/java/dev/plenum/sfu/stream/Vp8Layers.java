package dev.plenum.sfu.stream;

import dev.plenum.rtp.codec.FrameMark;

/**
 * Temporal layers of VP8 by its payload descriptor (RFC 7741 section 4.2). Downwards at once;
 * upwards by one layer at a frame that depends on the lowest layer only, or all the way at a key
 * frame.
 */
final class Vp8Layers implements LayerFilter {
  private final FrameDecisions decisions = new FrameDecisions();
  private int limit = Forwarder.HIGHEST;
  private int temporal;
  private int temporalBefore;
  private long since;

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
    int through = frame < since ? temporalBefore : temporal;
    boolean lonely = mark.switchingPoint() && mark.temporalId() <= limit;
    boolean passes = mark.temporalId() <= through || lonely;
    decisions.decide(frame, passes);
    return passes;
  }

  private void move(long frame, FrameMark mark) {
    boolean oneUp = mark.switchingPoint() && mark.temporalId() == temporal + 1;
    int next = mark.keyFrame() ? limit : oneUp ? mark.temporalId() : temporal;
    next = Math.min(next, limit);
    if (next != temporal) {
      temporalBefore = temporal;
      temporal = next;
      since = frame;
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
    return temporal;
  }
}
