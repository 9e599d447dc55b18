package dev.plenum.sfu.room;

import dev.plenum.bwe.orchestration.Plan.EncodingPlan;
import dev.plenum.sfu.control.PublishSpec;
import dev.plenum.sfu.control.SourceEncodings;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.control.SourceStatus;
import dev.plenum.sfu.control.SourceStatus.LayerStatus;
import dev.plenum.sfu.stream.ReceiveStream;
import dev.plenum.sfu.stream.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owner: the room's loop. A source together with who publishes it, how loud it is, what it can be
 * shown as and what its publisher was told to send of it.
 */
final class PublishedSource {

  private final String participantId;
  private final Source source;
  private final List<String> rids;
  private final Loudness loudness;
  private final @Nullable Steering steering;
  private final SourceLayers layers;
  private boolean flowing;

  /**
   * @param steerable whether the publisher can be told what to send
   */
  PublishedSource(
      String participantId, PublishSpec spec, Source source, boolean steerable, long nowNanos) {
    this.participantId = participantId;
    this.source = source;
    rids = spec.rids().isEmpty() ? List.of("") : spec.rids();
    loudness = new Loudness(source.csrc());
    steering =
        steerable && spec.kind().isVideo()
            ? new Steering(spec.mid(), spec.csrc(), rids, nowNanos)
            : null;
    layers = new SourceLayers(source, steering);
  }

  /**
   * Looks at what comes; worth calling a few times a second.
   *
   * @return whether its layers are others than before, beyond what they cost
   */
  boolean refresh(long nowNanos) {
    source.refresh(nowNanos);
    return source.kind().isVideo() && layers.refresh(nowNanos);
  }

  /** Whether media began or ceased to come since the last call. */
  boolean flowingChanged(long nowNanos) {
    if (source.isFlowing(nowNanos) == flowing) {
      return false;
    }
    flowing = !flowing;
    return true;
  }

  boolean isFlowing() {
    return flowing;
  }

  /** Nobody has a tile of it. */
  void wantNothing() {
    if (steering != null) {
      steering.plan(List.of());
    }
  }

  /** The publisher's network does not carry everything: what a plan says, and the smallest. */
  void wantPlanned(List<EncodingPlan> plans) {
    layers.waitForNew(true);
    if (steering != null) {
      steering.plan(wanted(0, plans));
    }
  }

  /**
   * All pictures that a tile can use, whatever its viewer's network carries at the moment: a viewer
   * that falls or climbs does not wait for the publisher.
   */
  void wantUpTo(int askedHeightPixels, List<EncodingPlan> plans) {
    layers.waitForNew(false);
    if (steering != null) {
      steering.plan(wanted(layers.sufficient(askedHeightPixels), plans));
    }
  }

  private List<EncodingPlan> wanted(int highest, List<EncodingPlan> plans) {
    List<EncodingPlan> wanted = new ArrayList<>();
    for (int spatial = 0; spatial < source.spatialLayers(); spatial++) {
      String rid = rid(spatial);
      EncodingPlan plan =
          plans.stream().filter(one -> one.rid().equals(rid)).findFirst().orElse(null);
      boolean planned = plan != null && plan.active();
      boolean active = spatial <= highest || planned;
      // The smallest is for those who can take no more: it stays small.
      long maxBps = plan == null || spatial == 0 ? 0 : plan.maxBps();
      wanted.add(new EncodingPlan(rid, active, maxBps, 0));
    }
    return wanted;
  }

  /** What the publisher is to be told to send from now on, null for nothing new. */
  @Nullable SourceEncodings steer(long nowNanos) {
    return steering == null
        ? null
        : steering.review(stream -> comes(stream, nowNanos), this::isWatched, nowNanos);
  }

  private boolean comes(int stream, long nowNanos) {
    for (int spatial = 0; spatial < source.spatialLayers(); spatial++) {
      if (source.streamIndex(spatial) == stream && source.isLive(spatial, nowNanos)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWatched(int stream) {
    ReceiveStream layer = source.layer(stream);
    return layer != null && layer.watcherCount() > 0;
  }

  /** How much of what its publisher was asked for comes. */
  Reach reach(long nowNanos) {
    if (steering == null || !kind().isVideo()) {
      return Reach.WHOLE;
    }
    if (steering.hasFallenShort()) {
      return Reach.FALLEN;
    }
    if (steering.isSettled(nowNanos) && lacksLarger(steering, nowNanos)) {
      return Reach.SHORT;
    }
    return steering.hasComeWhole() ? Reach.WHOLE : Reach.BEGINNING;
  }

  private boolean lacksLarger(Steering steering, long nowNanos) {
    boolean smallerComes = false;
    for (int spatial = 0; spatial < source.spatialLayers(); spatial++) {
      boolean comes = source.isLive(spatial, nowNanos);
      if (smallerComes && !comes && !steering.isOff(source.streamIndex(spatial))) {
        return true;
      }
      smallerComes |= comes;
    }
    return false;
  }

  /** The simulcast restriction id of a spatial layer, empty without simulcast. */
  String rid(int spatial) {
    return rids.get(source.streamIndex(spatial));
  }

  /** Whether its publisher sends several streams of it and can be told of which sizes and rates. */
  boolean isSteerable() {
    return steering != null && rids.size() > 1;
  }

  SourceLayers layers() {
    return layers;
  }

  boolean isOf(String participantId) {
    return this.participantId.equals(participantId);
  }

  String participantId() {
    return participantId;
  }

  boolean isScreen() {
    return kind() == SourceKind.SCREEN;
  }

  SourceKind kind() {
    return source.kind();
  }

  Source source() {
    return source;
  }

  Loudness loudness() {
    return loudness;
  }

  SourceStatus status(long nowNanos) {
    List<LayerStatus> statuses = new ArrayList<>();
    for (int i = 0; i < source.layerCount(); i++) {
      ReceiveStream layer = source.layer(i);
      if (layer != null) {
        statuses.add(status(layer, nowNanos));
      }
    }
    return new SourceStatus(
        participantId, source.csrc(), source.kind(), source.isMuted(), statuses);
  }

  private static LayerStatus status(ReceiveStream layer, long nowNanos) {
    return new LayerStatus(
        layer.rid(),
        layer.ssrc(),
        layer.codec().codec().encodingName(),
        layer.isFlowing(nowNanos),
        layer.widthPixels(),
        layer.heightPixels(),
        layer.statistics().receivedBps(nowNanos),
        layer.statistics().fractionLost() / 256.0);
  }
}
