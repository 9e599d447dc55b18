package dev.plenum.sfu.stream;

/**
 * Which packets of one stream pass, so that no layer above the limit does and no frame whose
 * references were left out. One for each kind of information about layers; made anew for each
 * stream that a {@link Forwarder} shows, and begun with the first packet of a key frame.
 */
sealed interface LayerFilter permits AllFrames, FrameFilter {

  /** The filter that suits what a stream's key frame tells about its layers. */
  static LayerFilter of(ReceiveStream layer) {
    FrameReader frame = layer.frame();
    if (frame.isDescribed()) {
      return new DescribedLayers();
    }
    if (frame.frame() == FrameReader.NO_FRAME) {
      return AllFrames.INSTANCE;
    }
    return switch (layer.codec().codec()) {
      case VP8 -> new Vp8Layers();
      case VP9 -> new Vp9Layers();
      case AV1, H264, OPUS, RED -> AllFrames.INSTANCE;
    };
  }

  /** Says which layers may pass at most; takes effect as soon as the stream's structure allows. */
  void limit(int spatial, int temporal);

  /** Whether the stream's present packet passes. */
  boolean passes(FrameReader frame);

  /** Whether the packet was left out because its layer waits for a key frame. */
  boolean wantsKeyFrame();

  /**
   * The highest spatial layer that passes, so that the last packet of its frame ends the picture;
   * {@link Forwarder#HIGHEST} if none is left out.
   */
  int topSpatial();

  /** The spatial layer that is shown. */
  int spatial();

  /** The temporal layer up to which frames pass, {@link Forwarder#HIGHEST} if all do. */
  int temporal();
}
