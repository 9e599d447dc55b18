package dev.plenum.sfu.stream;

import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SourceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published camera, screen or microphone: its layers, and the forwarders that are to show it.
 * Belongs to the room's loop.
 *
 * <p><em>Spatial</em> counts its pictures from the smallest one, 0, however they travel. <em>
 * Temporal</em> counts the layers of frames of one picture; 0 has the fewest.
 */
public final class Source {
  /** A camera's layer that pauses so long was turned off. */
  private static final long CAMERA_LAYER_LIVE_NANOS = 700_000_000;

  /** An encoder leaves out a picture now and then, but not for so long. */
  private static final long CAMERA_LAYER_AHEAD_NANOS = 250_000_000;

  private final int csrc;
  private final SourceKind kind;
  private final List<CodecSpec> codecs;
  private final @Nullable ReceiveStream[] layers;
  private final int[] bySize;
  private final List<Forwarder> followers = new ArrayList<>();
  private List<CodecSpec> latestReceiver = List.of();
  private @Nullable PayloadTypes latestTypes;
  private boolean muted;
  private long shape;

  /**
   * A source from which nothing has come yet.
   *
   * @param csrc its number in the room
   * @param codecs that the publisher may send
   * @param layers how many simulcast layers it has, 1 without simulcast
   */
  public Source(int csrc, SourceKind kind, List<CodecSpec> codecs, int layers) {
    this.csrc = csrc;
    this.kind = kind;
    this.codecs = List.copyOf(codecs);
    this.layers = new @Nullable ReceiveStream[layers];
    bySize = new int[layers];
    Arrays.setAll(bySize, i -> i);
  }

  /**
   * A layer's SSRC became known, or changed.
   *
   * @param index 0 is the smallest picture
   */
  public void put(int index, ReceiveStream layer, long nowNanos) {
    ReceiveStream before = layers[index];
    layers[index] = layer;
    if (before != null) {
      before.close();
    }
    reconsider(nowNanos);
  }

  /** A muted source reaches nobody, whatever its publisher sends. */
  public void mute(boolean muted, long nowNanos) {
    if (this.muted != muted) {
      this.muted = muted;
      reconsider(nowNanos);
    }
  }

  /**
   * Lets the forwarders choose again if layers began, ended or changed their size since the last
   * call. A few times a second is enough.
   */
  public void refresh(long nowNanos) {
    long present = isFlowing(nowNanos) ? 1 : 0;
    for (int i = 0; i < layers.length; i++) {
      ReceiveStream layer = layers[i];
      boolean live = layer != null && isLive(layer, nowNanos);
      present = 31 * present + (live ? 1 : 0);
      present = 31 * present + (layer == null ? 0 : layer.heightPixels());
      present = 31 * present + (layer == null ? 0 : layer.codec().payloadType());
      present = 31 * present + (layer == null ? 0 : layer.rates().spatialLayers());
    }
    if (present != shape) {
      shape = present;
      sortBySize();
      reconsider(nowNanos);
    }
  }

  /** Publishers offer their streams in any order; of equal ones the order offered stays. */
  private void sortBySize() {
    for (int i = 1; i < bySize.length; i++) {
      int index = bySize[i];
      int height = LayerHeights.pixels(this, index);
      int at = i;
      for (; at > 0 && LayerHeights.pixels(this, bySize[at - 1]) > height; at--) {
        bySize[at] = bySize[at - 1];
      }
      bySize[at] = index;
    }
  }

  /** The source ends: no forwarder shows it any more. */
  public void close(long nowNanos) {
    for (int i = followers.size() - 1; i >= 0; i--) {
      followers.get(i).drop(this, nowNanos);
    }
    for (ReceiveStream layer : layers) {
      if (layer != null) {
        layer.close();
      }
    }
  }

  /** From the last to the first, since a follower may leave on the way. */
  private void reconsider(long nowNanos) {
    for (int i = followers.size() - 1; i >= 0; i--) {
      followers.get(i).reconsider(nowNanos);
    }
  }

  void follow(Forwarder forwarder) {
    if (!followers.contains(forwarder)) {
      followers.add(forwarder);
    }
  }

  void unfollow(Forwarder forwarder) {
    followers.remove(forwarder);
  }

  /** Whether any layer sent within the last 2 s. */
  public boolean isFlowing(long nowNanos) {
    for (ReceiveStream layer : layers) {
      if (layer != null && layer.isFlowing(nowNanos)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the receiver can decode a layer, or, before any has come, will be able to. */
  boolean isSupported(PayloadTypes payloadTypes) {
    boolean known = false;
    for (ReceiveStream layer : layers) {
      if (layer != null) {
        if (payloadTypes.supports(layer)) {
          return payloadTypes.anySupported();
        }
        known = true;
      }
    }
    return !known && payloadTypes.anySupported();
  }

  /** How many spatial layers there may be, as far as is known; at least 1. */
  public int spatialLayers() {
    ReceiveStream only = only();
    return only == null ? layers.length : only.rates().spatialLayers();
  }

  /** How many temporal layers a spatial one has, as far as is known; at least 1. */
  public int temporalLayers(int spatial) {
    ReceiveStream layer = bySpatial(spatial);
    return layer == null ? 1 : layer.rates().temporalLayers();
  }

  /** Height of a spatial layer's picture, estimated while unknown. */
  public int heightPixels(int spatial) {
    ReceiveStream only = only();
    if (only == null) {
      return LayerHeights.pixels(this, layers.length == 1 ? 0 : bySize[spatial]);
    }
    int known = only.frame().heightPixels(spatial);
    int below = only.rates().spatialLayers() - 1 - spatial;
    return known > 0 ? known : LayerHeights.pixels(this, 0) >> Math.max(0, below);
  }

  /**
   * Bit rate of what has to be forwarded to show these layers, those that they need included,
   * measured over about a second; 0 while the layer is not live.
   */
  public long bps(int spatial, int temporal, long nowNanos) {
    ReceiveStream layer = bySpatial(spatial);
    if (layer == null || !isLive(spatial, nowNanos)) {
      return 0;
    }
    int within = only() == null ? Forwarder.HIGHEST : spatial;
    return Math.round(
        layer.statistics().receivedBps(nowNanos) * layer.rates().share(within, temporal));
  }

  /** Whether a spatial layer can be expected to go on. */
  public boolean isLive(int spatial, long nowNanos) {
    ReceiveStream layer = bySpatial(spatial);
    return layer != null
        && isLive(layer, nowNanos)
        && (only() == null || layer.rates().carries(spatial));
  }

  /** Which of the streams that the publisher offered carries a spatial layer, from 0. */
  public int streamIndex(int spatial) {
    return layers.length == 1 ? 0 : bySize[spatial];
  }

  /** Simulcast restriction id of a spatial layer, empty without simulcast or while unknown. */
  public String rid(int spatial) {
    ReceiveStream layer = bySpatial(spatial);
    return layer == null ? "" : layer.rid();
  }

  /** Of several streams each is one spatial layer; a single one may carry several. */
  private @Nullable ReceiveStream bySpatial(int spatial) {
    return layers.length == 1 ? layers[0] : layers[bySize[spatial]];
  }

  private @Nullable ReceiveStream only() {
    return layers.length == 1 ? layers[0] : null;
  }

  boolean hasSeveralStreams() {
    return layers.length > 1;
  }

  /** A key frame of one of its layers was asked for. */
  public void keyFrameRequested(ReceiveStream of, long nowNanos) {
    for (ReceiveStream layer : layers) {
      if (layer != null && layer != of) {
        layer.keyFrames().othersSent(nowNanos);
      }
    }
  }

  /** The spatial layer that a stream carries, -1 if it is not this source's. */
  int spatialOf(ReceiveStream layer) {
    for (int spatial = 0; spatial < bySize.length; spatial++) {
      if (layers[bySize[spatial]] == layer) {
        return spatial;
      }
    }
    return -1;
  }

  /**
   * The live stream with the best picture up to this spatial layer that the receiver can decode,
   * else the smallest above it, or null.
   */
  @Nullable ReceiveStream bestLive(int spatial, PayloadTypes payloadTypes, long nowNanos) {
    int highest = Math.min(spatial, bySize.length - 1);
    for (int i = highest; i >= 0; i--) {
      ReceiveStream layer = layers[bySize[i]];
      if (layer != null && isLive(layer, nowNanos) && payloadTypes.supports(layer)) {
        return layer;
      }
    }
    for (int i = highest + 1; i < bySize.length; i++) {
      ReceiveStream layer = layers[bySize[i]];
      if (layer != null && isLive(layer, nowNanos) && payloadTypes.supports(layer)) {
        return layer;
      }
    }
    return null;
  }

  /** Whether a stream can be expected to go on. */
  boolean isLive(ReceiveStream layer, long nowNanos) {
    if (kind != SourceKind.CAMERA) {
      return layer.isFlowing(nowNanos);
    }
    return layer.cameWithin(CAMERA_LAYER_LIVE_NANOS, nowNanos)
        && (layer.cameWithin(CAMERA_LAYER_AHEAD_NANOS, nowNanos) || !isLeftBehind(layer));
  }

  /** A camera takes all of its layers from the same pictures. */
  private boolean isLeftBehind(ReceiveStream layer) {
    for (ReceiveStream other : layers) {
      if (other != null && other != layer && layer.isLeftBehindBy(other)) {
        return true;
      }
    }
    return false;
  }

  public int csrc() {
    return csrc;
  }

  public SourceKind kind() {
    return kind;
  }

  public List<CodecSpec> codecs() {
    return codecs;
  }

  /**
   * What its payload types are to a receiver. Receivers who come one after the other decode the
   * same, for the most part, and share it.
   */
  PayloadTypes payloadTypes(List<CodecSpec> receiver) {
    PayloadTypes types = latestTypes;
    if (types == null || !latestReceiver.equals(receiver)) {
      types = new PayloadTypes(codecs, receiver);
      latestTypes = types;
      latestReceiver = receiver;
    }
    return types;
  }

  public boolean isMuted() {
    return muted;
  }

  /** How many layers there may be. */
  public int layerCount() {
    return layers.length;
  }

  /** The layer of this index, 0 is the smallest picture; null while its SSRC is unknown. */
  public @Nullable ReceiveStream layer(int index) {
    return layers[index];
  }
}
