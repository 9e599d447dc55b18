package dev.plenum.sfu.stream;

import dev.plenum.sfu.control.CodecSpec;
import dev.plenum.sfu.control.SourceKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published camera, screen or microphone: its layers, and the forwarders that are to show it.
 * Belongs to the room's loop.
 */
public final class Source {
  /** A camera's layer that pauses so long while the others go on was turned off. */
  private static final long CAMERA_LAYER_LIVE_NANOS = 700_000_000;

  private final int csrc;
  private final SourceKind kind;
  private final List<CodecSpec> codecs;
  private final @Nullable ReceiveStream[] layers;
  private final List<Forwarder> followers = new ArrayList<>();
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
    }
    if (present != shape) {
      shape = present;
      reconsider(nowNanos);
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

  /** Whether a layer can be expected to go on. */
  boolean isLive(ReceiveStream layer, long nowNanos) {
    return layer.cameWithin(
        kind == SourceKind.CAMERA ? CAMERA_LAYER_LIVE_NANOS : ReceiveStream.FLOWING_NANOS,
        nowNanos);
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
