package dev.plenum.sfu.stream;

import dev.plenum.sfu.control.SourceKind;

/**
 * How high the pictures of a source's streams are. A stream's height is known from its first
 * decrypted key frame. Until then it is taken to be half that of the stream above, or twice that of
 * the stream below, and with none known the last one is taken to be of usual size.
 */
final class LayerHeights {
  private static final int USUAL_CAMERA_HEIGHT = 720;
  private static final int USUAL_SCREEN_HEIGHT = 1080;

  private LayerHeights() {}

  /** Height in pixels of the stream of this index, in the order in which the publisher offered. */
  static int pixels(Source source, int index) {
    for (int distance = 0; distance < source.layerCount(); distance++) {
      int above = knownHeight(source, index + distance);
      if (above > 0) {
        return above >> distance;
      }
      int below = knownHeight(source, index - distance);
      if (below > 0) {
        return below << distance;
      }
    }
    int usual = source.kind() == SourceKind.SCREEN ? USUAL_SCREEN_HEIGHT : USUAL_CAMERA_HEIGHT;
    return usual >> (source.layerCount() - 1 - index);
  }

  private static int knownHeight(Source source, int index) {
    if (index < 0 || index >= source.layerCount()) {
      return 0;
    }
    ReceiveStream layer = source.layer(index);
    return layer == null ? 0 : layer.heightPixels();
  }
}
