package dev.plenum.sfu.room;

import dev.plenum.bwe.allocation.Choice;
import dev.plenum.bwe.allocation.Layer;
import dev.plenum.sfu.control.AllocationStatus;
import dev.plenum.sfu.control.AllocationStatus.Estimate;
import dev.plenum.sfu.control.AllocationStatus.Feedback;
import dev.plenum.sfu.control.AllocationStatus.LayerState;
import dev.plenum.sfu.control.AllocationStatus.LayerStatus;
import dev.plenum.sfu.control.AllocationStatus.Limit;
import dev.plenum.sfu.control.AllocationStatus.Shown;
import dev.plenum.sfu.control.AllocationStatus.TileStatus;
import dev.plenum.sfu.control.SlotStatus.Pause;
import dev.plenum.sfu.transport.Downlink;
import org.jspecify.annotations.Nullable;

/** Says what a member gets of what it asked to see, and why it is not more. */
final class Explanation {

  private Explanation() {}

  static AllocationStatus of(Viewing viewing, long nowNanos) {
    Downlink downlink = viewing.downlink();
    return new AllocationStatus(
        estimate(downlink),
        downlink.audioBps(nowNanos),
        viewing.allocation().usedBps(),
        viewing.allocation().demandBps(),
        viewing.sights().stream().map(sight -> tile(viewing, sight, nowNanos)).toList());
  }

  private static Estimate estimate(Downlink downlink) {
    return new Estimate(
        downlink.targetBps(),
        downlink.delayBasedBps(),
        downlink.lossBasedBps(),
        downlink.acknowledgedBps(),
        downlink.roundTripNanos(),
        switch (downlink.feedback()) {
          case TRANSPORT_WIDE -> Feedback.TRANSPORT_WIDE;
          case REMB -> Feedback.REMB;
          case REPORTS -> Feedback.RECEIVER_REPORTS;
          case NONE -> Feedback.NONE;
        });
  }

  private static TileStatus tile(Viewing viewing, Sight sight, long nowNanos) {
    Slot slot = sight.slot();
    int place = viewing.carried().indexOf(sight);
    Choice choice = place < 0 ? null : viewing.allocation().choices().get(place);
    return new TileStatus(
        sight.asked().csrc(),
        slot == null ? "" : slot.spec().mid(),
        sight.asked().width(),
        sight.asked().height(),
        sight.asked().priority(),
        slot == null ? Shown.NOTHING : shown(sight, slot, nowNanos),
        slot == null ? Pause.NONE : slot.pause(nowNanos),
        slot == null ? Limit.SLOTS : limit(choice),
        sight.published().layers().list().stream().map(layer -> layer(sight, layer)).toList());
  }

  /** What passes now, which may still be what was chosen before. */
  private static Shown shown(Sight sight, Slot slot, long nowNanos) {
    int spatial = slot.forwarder().shownSpatial();
    boolean another = slot.forwarder().shownCsrc() != sight.asked().csrc();
    if (another || spatial < 0) {
      return Shown.NOTHING;
    }
    int temporal = slot.forwarder().shownTemporal();
    return new Shown(
        sight.published().rid(spatial),
        spatial,
        temporal,
        sight.published().source().heightPixels(spatial),
        sight.published().source().bps(spatial, temporal, nowNanos));
  }

  private static Limit limit(@Nullable Choice choice) {
    if (choice == null) {
      return Limit.PUBLISHER;
    }
    return switch (choice.limit()) {
      case ASKED_SIZE -> Limit.ASKED_SIZE;
      case ESTIMATE -> Limit.ESTIMATE;
      case PUBLISHER -> Limit.PUBLISHER;
      case ORCHESTRATOR -> Limit.ORCHESTRATOR;
      case OVERLOAD -> Limit.OVERLOAD;
    };
  }

  private static LayerStatus layer(Sight sight, Layer layer) {
    return new LayerStatus(
        sight.published().rid(layer.spatial()),
        layer.spatial(),
        layer.temporal(),
        layer.heightPixels(),
        layer.bps(),
        switch (layer.state()) {
          case ACTIVE -> LayerState.ACTIVE;
          case OFF_BY_PUBLISHER -> LayerState.OFF_BY_PUBLISHER;
          case OFF_BY_ORCHESTRATOR -> LayerState.OFF_BY_ORCHESTRATOR;
          case OFF_BY_OVERLOAD -> LayerState.OFF_BY_OVERLOAD;
        });
  }
}
