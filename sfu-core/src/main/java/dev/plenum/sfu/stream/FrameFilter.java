package dev.plenum.sfu.stream;

/**
 * A filter that decides once about each frame, by its first packet to come, and lets all others of
 * the frame go the same way. What passes is a level, a spatial and a temporal layer, of which the
 * filter remembers the latest changes.
 */
abstract sealed class FrameFilter implements LayerFilter
    permits Vp8Layers, Vp9Layers, DescribedLayers {
  private static final int TEMPORAL_BITS = 3;
  private static final int TEMPORAL_MASK = (1 << TEMPORAL_BITS) - 1;

  final FrameDecisions decisions = new FrameDecisions();
  final LevelHistory levels = new LevelHistory();
  int limitSpatial = Forwarder.HIGHEST;
  int limitTemporal = Forwarder.HIGHEST;
  boolean keyFrameWanted;

  static int level(int spatial, int temporal) {
    return (spatial << TEMPORAL_BITS) | temporal;
  }

  static int spatialOf(int level) {
    return level >> TEMPORAL_BITS;
  }

  static int temporalOf(int level) {
    return level & TEMPORAL_MASK;
  }

  @Override
  public void limit(int spatial, int temporal) {
    limitSpatial = spatial;
    limitTemporal = temporal;
  }

  @Override
  public boolean passes(FrameReader reader) {
    keyFrameWanted = false;
    long frame = reader.frame();
    if (frame == FrameReader.NO_FRAME || decisions.passes(frame)) {
      return true;
    }
    if (decisions.isLeftOut(frame)) {
      return false;
    }
    boolean passes = decide(reader, frame);
    decisions.decide(frame, passes);
    if (passes) {
      passed(reader, frame);
    }
    return passes;
  }

  /** Whether a frame is to pass that nothing was decided about yet. */
  abstract boolean decide(FrameReader reader, long frame);

  /** It was decided that a frame passes. */
  void passed(FrameReader reader, long frame) {}

  @Override
  public boolean wantsKeyFrame() {
    return keyFrameWanted;
  }

  @Override
  public int spatial() {
    return spatialOf(Math.max(levels.present(), 0));
  }

  @Override
  public int temporal() {
    return temporalOf(Math.max(levels.present(), 0));
  }
}
