package dev.plenum.sfu.stream;

import dev.plenum.sfu.control.SourceKind;
import org.jspecify.annotations.Nullable;

/**
 * Which layer of a source suits a tile: the smallest live one that is not visibly blurred by
 * scaling up, otherwise the largest live one.
 *
 * <p>A layer's height is known from its first decrypted key frame. Until then it is taken to be
 * half that of the layer above, or twice that of the layer below, and with none known the largest
 * is taken to be of usual size.
 */
final class LayerChoice {
  /** So much smaller than its tile a picture may be. */
  private static final double TOLERANCE = 0.9;

  private static final int USUAL_CAMERA_HEIGHT = 720;
  private static final int USUAL_SCREEN_HEIGHT = 1080;

  private LayerChoice() {}

  /** The best layer that the receiver can decode, or null if none is live. */
  static @Nullable ReceiveStream choose(
      Source source, PayloadTypes payloadTypes, int askedHeightPixels, long nowNanos) {
    ReceiveStream best = null;
    double bestHeight = 0;
    for (int i = 0; i < source.layerCount(); i++) {
      ReceiveStream layer = source.layer(i);
      if (layer == null || !source.isLive(layer, nowNanos) || !payloadTypes.supports(layer)) {
        continue;
      }
      double height = heightPixels(source, i);
      if (best == null || suitsBetter(height, bestHeight, askedHeightPixels * TOLERANCE)) {
        best = layer;
        bestHeight = height;
      }
    }
    return best;
  }

  private static boolean suitsBetter(double height, double than, double least) {
    return than < least ? height > than : height >= least && height < than;
  }

  private static double heightPixels(Source source, int index) {
    for (int distance = 0; distance < source.layerCount(); distance++) {
      int above = knownHeight(source, index + distance);
      if (above > 0) {
        return Math.scalb((double) above, -distance);
      }
      int below = knownHeight(source, index - distance);
      if (below > 0) {
        return Math.scalb((double) below, distance);
      }
    }
    int usual = source.kind() == SourceKind.SCREEN ? USUAL_SCREEN_HEIGHT : USUAL_CAMERA_HEIGHT;
    return Math.scalb((double) usual, index + 1 - source.layerCount());
  }

  private static int knownHeight(Source source, int index) {
    if (index < 0 || index >= source.layerCount()) {
      return 0;
    }
    ReceiveStream layer = source.layer(index);
    return layer == null ? 0 : layer.heightPixels();
  }
}
