package dev.plenum.signaling.rest;

import dev.plenum.sfu.control.AllocationStatus;
import dev.plenum.sfu.control.SlotStatus.Pause;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.signaling.message.Json;
import dev.plenum.signaling.room.Participant;
import dev.plenum.signaling.room.Room;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a participant gets of what it asked to see, and why it is not more, as REST explains it. */
record AllocationView(
    Estimate estimate, long audioBps, long usedBps, long demandBps, List<Tile> tiles) {

  static AllocationView of(Room room, AllocationStatus status) {
    return new AllocationView(
        Estimate.of(status.estimate()),
        status.audioBps(),
        status.usedBps(),
        status.demandBps(),
        status.tiles().stream().map(tile -> Tile.of(room, tile)).toList());
  }

  /** What is not known yet is left out. */
  record Estimate(
      long targetBps,
      @Nullable Long delayBasedBps,
      @Nullable Long lossBasedBps,
      @Nullable Long acknowledgedBps,
      @Nullable Double roundTripMs,
      String feedback) {

    private static final double NANOS_PER_MS = 1e6;

    static Estimate of(AllocationStatus.Estimate estimate) {
      return new Estimate(
          estimate.targetBps(),
          known(estimate.delayBasedBps()),
          known(estimate.lossBasedBps()),
          known(estimate.acknowledgedBps()),
          estimate.roundTripNanos() == 0 ? null : estimate.roundTripNanos() / NANOS_PER_MS,
          Json.label(estimate.feedback()));
    }

    private static @Nullable Long known(long bps) {
      return bps == 0 ? null : bps;
    }
  }

  /**
   * @param pid whose source it is; null where it is gone
   * @param mid the slot; null where none was left
   * @param shown null where nothing is
   * @param paused why nothing is shown
   * @param limit why it is not more
   */
  record Tile(
      int csrc,
      @Nullable String pid,
      @Nullable SourceKind kind,
      @Nullable String mid,
      Asked asked,
      @Nullable Shown shown,
      @Nullable String paused,
      String limit,
      List<Layer> layers) {

    static Tile of(Room room, AllocationStatus.TileStatus tile) {
      Optional<Participant> owner = room.owner(tile.csrc());
      return new Tile(
          tile.csrc(),
          owner.map(Participant::pid).orElse(null),
          owner.flatMap(of -> of.source(tile.csrc())).map(Participant.Source::kind).orElse(null),
          tile.mid().isEmpty() ? null : tile.mid(),
          new Asked(tile.width(), tile.height(), tile.priority()),
          tile.shown().equals(AllocationStatus.Shown.NOTHING) ? null : Shown.of(tile.shown()),
          tile.pause() == Pause.NONE ? null : Json.label(tile.pause()),
          Json.label(tile.limit()),
          tile.layers().stream().map(Layer::of).toList());
    }
  }

  /** In device pixels. */
  record Asked(int width, int height, int priority) {}

  record Shown(String rid, int spatial, int temporal, int heightPixels, long bps) {

    static Shown of(AllocationStatus.Shown shown) {
      return new Shown(
          shown.rid(), shown.spatial(), shown.temporal(), shown.heightPixels(), shown.bps());
    }
  }

  record Layer(String rid, int spatial, int temporal, int heightPixels, long bps, String state) {

    static Layer of(AllocationStatus.LayerStatus layer) {
      return new Layer(
          layer.rid(),
          layer.spatial(),
          layer.temporal(),
          layer.heightPixels(),
          layer.bps(),
          Json.label(layer.state()));
    }
  }
}
