package dev.plenum.sfu.stream;

/** Streams that tell nothing about layers, and sound: everything passes. Keeps no state. */
final class AllFrames implements LayerFilter {
  static final AllFrames INSTANCE = new AllFrames();

  private AllFrames() {}

  @Override
  public void limit(int spatial, int temporal) {}

  @Override
  public boolean passes(FrameReader frame) {
    return true;
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
    return Forwarder.HIGHEST;
  }
}
