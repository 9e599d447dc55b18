package dev.plenum.sfu.stream;

import dev.plenum.rtp.codec.FrameMark;
import java.util.Arrays;

/**
 * Spatial and temporal layers of VP9 by its payload descriptor (RFC 9628 section 4.2).
 *
 * <p>Temporal layers go downwards at once and upwards at a switching-up point. Spatial layers
 * change at key frames; downwards at once where the lower layer passed all along because the upper
 * one was predicted from it.
 */
final class Vp9Layers extends FrameFilter {
  private static final int SPATIAL_LAYERS = FrameReader.VP9_FRAMES_PER_PICTURE;

  private final boolean[] unbroken = new boolean[SPATIAL_LAYERS];
  private int layers = 1;
  private long picture = Long.MIN_VALUE;

  @Override
  boolean decide(FrameReader reader, long frame) {
    FrameMark mark = reader.mark();
    int layer = Math.min(mark.spatialId(), SPATIAL_LAYERS - 1);
    if (decisions.isNewest(frame)) {
      layers = reader.spatialLayers();
      move(frame, layer, mark);
    }
    return passes(frame, layer, mark);
  }

  private void move(long frame, int layer, FrameMark mark) {
    if (layer == 0 && !mark.interPictureDependent()) {
      Arrays.fill(unbroken, true);
      pass(frame, Math.min(limitSpatial, Math.min(layers, SPATIAL_LAYERS) - 1), limitTemporal);
    } else {
      pass(frame, nextSpatial(frame), nextTemporal(mark));
    }
    picture = frame / SPATIAL_LAYERS;
  }

  private int nextSpatial(long frame) {
    int present = spatial();
    boolean pictureBegins = frame / SPATIAL_LAYERS > picture;
    boolean down = pictureBegins && limitSpatial < present && unbroken[limitSpatial];
    return down ? limitSpatial : present;
  }

  private int nextTemporal(FrameMark mark) {
    int present = temporal();
    boolean waitsForLower = limitSpatial < spatial();
    int limit = waitsForLower ? 0 : limitTemporal;
    boolean upHere = mark.switchingPoint() && mark.temporalId() <= present;
    return upHere ? limit : Math.min(present, limit);
  }

  private void pass(long frame, int spatial, int temporal) {
    int level = level(spatial, temporal);
    if (level != levels.present()) {
      levels.change(frame, level);
    }
  }

  private boolean passes(long frame, int layer, FrameMark mark) {
    int level = levels.at(frame);
    int spatial = spatialOf(level);
    if (level == LevelHistory.NOTHING || mark.temporalId() > temporalOf(level)) {
      return false;
    }
    boolean shown = layer == spatial || (layer < spatial && !mark.unreferencedAbove());
    boolean passes = shown && (unbroken[layer] || !mark.interPictureDependent());
    unbroken[layer] &= passes;
    keyFrameWanted = !passes && mark.temporalId() == 0 && isWanted(layer, mark);
    return passes;
  }

  /** Whether the frame would pass, were it not for the layer's past. */
  private boolean isWanted(int layer, FrameMark mark) {
    int wanted = Math.min(limitSpatial, layers - 1);
    return layer == wanted || (layer < wanted && !mark.unreferencedAbove());
  }

  @Override
  public int topSpatial() {
    return spatial() >= layers - 1 ? Forwarder.HIGHEST : spatial();
  }
}
