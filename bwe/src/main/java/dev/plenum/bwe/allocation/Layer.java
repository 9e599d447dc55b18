package dev.plenum.bwe.allocation;

/**
 * A picture that a source can be forwarded as: a spatial layer up to one of its temporal layers.
 *
 * @param spatial 0 is the smallest picture
 * @param temporal 0 has the fewest frames; each further one doubles them
 * @param heightPixels of the picture
 * @param bps what forwarding it costs, the layers that it needs included: measured, or while it is
 *     off, as it is expected
 */
public record Layer(int spatial, int temporal, int heightPixels, long bps, State state) {

  /** Whether a layer can be had now, and if not, through whom. */
  public enum State {
    ACTIVE(Limit.ESTIMATE),
    OFF_BY_PUBLISHER(Limit.PUBLISHER),
    OFF_BY_ORCHESTRATOR(Limit.ORCHESTRATOR),
    OFF_BY_OVERLOAD(Limit.OVERLOAD);

    private final Limit limit;

    State(Limit limit) {
      this.limit = limit;
    }

    /** What keeps a tile from this layer. */
    Limit limit() {
      return limit;
    }
  }

  boolean isActive() {
    return state == State.ACTIVE;
  }

  /** Whether it is of a larger picture, or of the same with more frames. */
  boolean isAbove(Layer other) {
    return spatial != other.spatial ? spatial > other.spatial : temporal > other.temporal;
  }

  /** Whether it would be sent if only receivers had the network for it. */
  boolean followsDemand() {
    return state == State.ACTIVE || state == State.OFF_BY_ORCHESTRATOR;
  }
}
