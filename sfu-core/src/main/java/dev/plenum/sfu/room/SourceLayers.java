package dev.plenum.sfu.room;

import dev.plenum.bwe.allocation.Layer;
import dev.plenum.bwe.allocation.Layer.State;
import dev.plenum.bwe.allocation.Tile;
import dev.plenum.sfu.control.SourceKind;
import dev.plenum.sfu.stream.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owner: the room's loop. What a source can be forwarded as and what that costs, found out once for
 * all who watch it.
 *
 * <p>A layer that is off, or has begun so lately that its rate is not measured yet, is expected to
 * cost what it did when it last came, and before that what is usual for its size.
 */
final class SourceLayers {
  /** A measured rate is that of the last second. */
  private static final long MEASURED_NANOS = 1_300_000_000L;

  /** A network that is too narrow for a layer shows it within this. */
  private static final long PROVEN_NANOS = 4_000_000_000L;

  /** Of a change, with each look: a key frame is no reason to choose another layer. */
  private static final double FOLLOWING = 0.15;

  /** Most of a shared screen does not move. */
  private static final long USUAL_SCREEN_BPS = 500_000;

  /** A camera's bits grow less than its pixels: 180p takes 150 kbps, 360p 500, 720p 1,700. */
  private static final double USUAL_BPS = 150_000;

  private static final double USUAL_HEIGHT = 180;
  private static final double USUAL_EXPONENT = 2 * 0.87;

  private final Source source;
  private final @Nullable Steering steering;
  private List<Layer> layers = List.of();
  private boolean[] live = {};
  private long[] begunNanos = {};
  private long[] knownBps = {};
  private boolean waitsForNew;

  /**
   * @param steering null where the publisher cannot be told what to send
   */
  SourceLayers(Source source, @Nullable Steering steering) {
    this.source = source;
    this.steering = steering;
  }

  /**
   * Looks at the source; worth calling a few times a second.
   *
   * @return whether its layers are others than before, beyond what they cost
   */
  boolean refresh(long nowNanos) {
    int count = source.spatialLayers();
    live = Arrays.copyOf(live, count);
    begunNanos = Arrays.copyOf(begunNanos, count);
    knownBps = Arrays.copyOf(knownBps, count);
    for (int spatial = 0; spatial < count; spatial++) {
      note(spatial, nowNanos);
    }
    List<Layer> before = layers;
    layers = list(nowNanos);
    return !isAlike(before, layers);
  }

  private void note(int spatial, long nowNanos) {
    boolean comes = source.isLive(spatial, nowNanos);
    if (comes && !live[spatial]) {
      begunNanos[spatial] = nowNanos;
    }
    live[spatial] = comes;
    if (comes && isMeasured(spatial, nowNanos)) {
      long measured = source.bps(spatial, top(spatial), nowNanos);
      long known = knownBps[spatial];
      knownBps[spatial] = known == 0 ? measured : known + (long) ((measured - known) * FOLLOWING);
    }
  }

  private boolean isMeasured(int spatial, long nowNanos) {
    return nowNanos - begunNanos[spatial] >= MEASURED_NANOS;
  }

  private List<Layer> list(long nowNanos) {
    List<Layer> list = new ArrayList<>();
    boolean wantedComes = wantedComes();
    for (int spatial = 0; spatial < live.length; spatial++) {
      if (!live[spatial]) {
        list.add(layer(spatial, top(spatial), expectedBps(spatial), offState(spatial)));
      } else {
        boolean unwanted = wantedComes && isUnwanted(spatial);
        State state = unwanted ? State.OFF_BY_ORCHESTRATOR : present(spatial, nowNanos);
        for (int temporal = 0; temporal <= top(spatial); temporal++) {
          list.add(layer(spatial, temporal, costBps(spatial, temporal, nowNanos), state));
        }
      }
    }
    return List.copyOf(list);
  }

  /** Nobody goes to a larger picture that may stop again before long. */
  private State present(int spatial, long nowNanos) {
    boolean unproven = waitsForNew && nowNanos - begunNanos[spatial] < PROVEN_NANOS;
    return unproven && spatial > 0 && live[spatial - 1] ? State.OFF_BY_PUBLISHER : State.ACTIVE;
  }

  private Layer layer(int spatial, int temporal, long bps, State state) {
    return new Layer(spatial, temporal, source.heightPixels(spatial), bps, state);
  }

  private State offState(int spatial) {
    return steering != null && steering.isOff(source.streamIndex(spatial))
        ? State.OFF_BY_ORCHESTRATOR
        : State.OFF_BY_PUBLISHER;
  }

  /**
   * Whether a layer that begins is to prove itself before it is shown, since the publisher's
   * network did not carry everything lately.
   */
  void waitForNew(boolean waits) {
    waitsForNew = waits;
  }

  /** Receivers leave what the plan does not want any more, if there is something to go to. */
  private boolean wantedComes() {
    for (int spatial = 0; spatial < live.length; spatial++) {
      if (live[spatial] && !isUnwanted(spatial)) {
        return true;
      }
    }
    return false;
  }

  private boolean isUnwanted(int spatial) {
    return steering != null && steering.isUnwanted(source.streamIndex(spatial));
  }

  private long costBps(int spatial, int temporal, long nowNanos) {
    long whole = source.bps(spatial, top(spatial), nowNanos);
    double share = whole == 0 ? 1 : (double) source.bps(spatial, temporal, nowNanos) / whole;
    return (long) (share * expectedBps(spatial));
  }

  /** What the whole spatial layer costs if it comes. */
  private long expectedBps(int spatial) {
    return knownBps[spatial] > 0 ? knownBps[spatial] : usualBps(spatial);
  }

  private long usualBps(int spatial) {
    double heights = source.heightPixels(spatial) / USUAL_HEIGHT;
    return source.kind() == SourceKind.SCREEN
        ? USUAL_SCREEN_BPS
        : (long) (USUAL_BPS * Math.pow(heights, USUAL_EXPONENT));
  }

  /**
   * What may be sent of the source for a tile of this height, if its publisher is told to send its
   * best; 0 where it cannot be told. A layer that takes little now may take that at any time.
   */
  long mostBps(int heightPixels) {
    return steering == null || live.length == 0 ? 0 : usualBps(sufficient(heightPixels));
  }

  /** The smallest spatial layer that fills a tile of this height, otherwise the largest. */
  int sufficient(int heightPixels) {
    int spatial = 0;
    while (spatial < source.spatialLayers() - 1
        && source.heightPixels(spatial) < Tile.leastHeightPixels(heightPixels)) {
      spatial++;
    }
    return spatial;
  }

  private int top(int spatial) {
    return source.temporalLayers(spatial) - 1;
  }

  private static boolean isAlike(List<Layer> some, List<Layer> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      Layer one = some.get(i);
      Layer other = others.get(i);
      if (one.spatial() != other.spatial()
          || one.temporal() != other.temporal()
          || one.heightPixels() != other.heightPixels()
          || one.state() != other.state()) {
        return false;
      }
    }
    return true;
  }

  /** From the smallest picture on, and of one picture from the fewest frames on. */
  List<Layer> list() {
    return layers;
  }
}
