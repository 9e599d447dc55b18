package dev.plenum.sfu.control;

import dev.plenum.sfu.control.SlotStatus.Pause;
import java.util.List;

/**
 * What one participant gets of what it asked to see, and why it is not more.
 *
 * @param audioBps what the sound sent to it takes, which comes before any picture
 * @param usedBps of sound and all pictures together, as allotted
 * @param demandBps what would be used if the network carried it
 * @param tiles in the order in which slots were given to them; those without a slot come last
 */
public record AllocationStatus(
    Estimate estimate, long audioBps, long usedBps, long demandBps, List<TileStatus> tiles) {

  public AllocationStatus {
    tiles = List.copyOf(tiles);
  }

  /**
   * What the participant's network carries towards it.
   *
   * @param targetBps what is sent at most
   * @param delayBasedBps what queueing delay allows, 0 while unknown
   * @param lossBasedBps what loss allows, 0 while unknown
   * @param acknowledgedBps what has arrived, 0 while unknown
   * @param roundTripNanos 0 while unknown
   */
  public record Estimate(
      long targetBps,
      long delayBasedBps,
      long lossBasedBps,
      long acknowledgedBps,
      long roundTripNanos,
      Feedback feedback) {}

  /** What an estimate lives on, the best that the participant's client gives. */
  public enum Feedback {
    NONE,
    RECEIVER_REPORTS,
    /** draft-alvestrand-rmcat-remb-03. */
    REMB,
    /** draft-holmer-rmcat-transport-wide-cc-extensions-01. */
    TRANSPORT_WIDE
  }

  /**
   * A tile of the participant's layout.
   *
   * @param mid the slot that shows it, empty where there was none left
   * @param width as asked, in device pixels
   * @param shown what is forwarded, {@link Shown#NOTHING} where nothing is
   * @param pause why nothing is forwarded, {@link Pause#NONE} where something is or will be at once
   * @param limit why it is not more
   * @param layers what its source has, from the smallest picture on
   */
  public record TileStatus(
      int csrc,
      String mid,
      int width,
      int height,
      int priority,
      Shown shown,
      Pause pause,
      Limit limit,
      List<LayerStatus> layers) {

    public TileStatus {
      layers = List.copyOf(layers);
    }
  }

  /**
   * A picture that is forwarded.
   *
   * @param rid of its simulcast encoding, empty without simulcast
   * @param spatial counted from the smallest picture of the source, 0 first
   * @param temporal 0 has the fewest frames
   */
  public record Shown(String rid, int spatial, int temporal, int heightPixels, long bps) {

    public static final Shown NOTHING = new Shown("", -1, -1, 0, 0);
  }

  /**
   * A picture that the source can be forwarded as.
   *
   * @param bps what forwarding it costs, the layers that it needs included: measured, or while it
   *     is off, as it is expected
   */
  public record LayerStatus(
      String rid, int spatial, int temporal, int heightPixels, long bps, LayerState state) {}

  /** Whether a layer can be had now, and if not, through whom. */
  public enum LayerState {
    ACTIVE,
    OFF_BY_PUBLISHER,
    OFF_BY_ORCHESTRATOR,
    OFF_BY_OVERLOAD
  }

  /** Why a tile gets no better picture. */
  public enum Limit {
    /** A better picture would not be seen at the asked size. */
    ASKED_SIZE,
    /** The participant's network carries no more. */
    ESTIMATE,
    /** The publisher sends nothing better. */
    PUBLISHER,
    /** The room's orchestrator keeps the better layer off. */
    ORCHESTRATOR,
    /** This server has too much to do to forward more. */
    OVERLOAD,
    /** No slot was left for the tile. */
    SLOTS
  }
}
