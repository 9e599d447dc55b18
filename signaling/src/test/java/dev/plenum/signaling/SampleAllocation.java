package dev.plenum.signaling;

import dev.plenum.sfu.control.AllocationStatus;
import dev.plenum.sfu.control.AllocationStatus.Estimate;
import dev.plenum.sfu.control.AllocationStatus.Feedback;
import dev.plenum.sfu.control.AllocationStatus.LayerState;
import dev.plenum.sfu.control.AllocationStatus.LayerStatus;
import dev.plenum.sfu.control.AllocationStatus.Limit;
import dev.plenum.sfu.control.AllocationStatus.Shown;
import dev.plenum.sfu.control.AllocationStatus.TileStatus;
import dev.plenum.sfu.control.SlotStatus.Pause;
import java.util.List;

/** What somebody on a narrow network gets. */
public final class SampleAllocation {

  private SampleAllocation() {}

  /**
   * @param shown the number of a source that is shown small
   * @param paused the number of one that is not
   */
  public static AllocationStatus of(int shown, int paused) {
    List<LayerStatus> layers =
        List.of(
            new LayerStatus("q", 0, 2, 180, 140_000, LayerState.ACTIVE),
            new LayerStatus("f", 2, 2, 720, 1_600_000, LayerState.OFF_BY_ORCHESTRATOR));
    return new AllocationStatus(
        new Estimate(310_000, 0, 330_000, 295_000, 41_500_000, Feedback.TRANSPORT_WIDE),
        60_000,
        200_000,
        3_260_000,
        List.of(
            new TileStatus(
                shown,
                "7",
                1280,
                720,
                3,
                new Shown("q", 0, 2, 180, 140_000),
                Pause.NONE,
                Limit.ESTIMATE,
                layers),
            new TileStatus(
                paused, "", 640, 360, 1, Shown.NOTHING, Pause.BANDWIDTH, Limit.SLOTS, layers)));
  }
}
