package dev.plenum.bwe.allocation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses layers for one receiver. Belongs to whoever owns the receiver's estimator.
 *
 * <p>Bits go where they are worth most: from nothing, the tile that gains most for its next bits
 * climbs, again and again, until nothing more fits. That is within one step of the best that could
 * be done with steps in fractions (Sinha and Zoltners, The Multiple-Choice Knapsack Problem, 1979);
 * temporal layers make the steps small.
 *
 * <p>What was shown before has the whole estimate, and is preferred among equals. Showing more than
 * before has nine tenths of the {@linkplain HeldEstimate held estimate}. So a picture gets worse at
 * once where it must, better only on good grounds, and does not change places with another for a
 * trifle. Where nothing was shown ever there is nothing to be careful of: if nine tenths carry no
 * picture, the whole estimate may.
 */
public final class Allocator {
  private static final double RAISE_SHARE = 0.9;

  /** A rise that is followed so soon by a fall was a mistake. */
  private static final long MISTAKE_NANOS = 3_000_000_000L;

  private final HeldEstimate held = new HeldEstimate();
  private final Map<Integer, Layer> shown = new HashMap<>();
  private boolean begun;
  private boolean everRaised;
  private long raisedNanos;

  /**
   * Chooses again; worth calling a few times a second, and at once when the estimate falls or the
   * receiver asks for something else.
   *
   * @param tiles in the order in which ties are decided
   * @param estimateBps what the receiver's network carries
   * @param audioBps what audio takes of that, before any picture
   * @param probed whether the estimate has just been confirmed by a probe
   */
  public Allocation allocate(
      List<Tile> tiles, long estimateBps, long audioBps, boolean probed, long nowNanos) {
    held.update(estimateBps, probed, nowNanos);
    List<Ladder> ladders = new ArrayList<>(tiles.size());
    for (Tile tile : tiles) {
      ladders.add(new Ladder(tile, shown.get(tile.csrc())));
    }
    long keepBps = estimateBps - audioBps;
    long raiseBps = Math.min(keepBps, (long) (held.bps() * RAISE_SHARE) - audioBps);
    regret(ladders, keepBps, audioBps, nowNanos);
    long usedBps = climb(ladders, keepBps, raiseBps);
    if (usedBps == 0 && !begun) {
      usedBps = climb(ladders, keepBps, keepBps);
    }
    begun |= usedBps > 0;
    return allocation(ladders, audioBps, usedBps, nowNanos);
  }

  /** The estimate at which a receiver is shown what takes so much. */
  public static long estimateFor(long bps) {
    return (long) (bps / RAISE_SHARE);
  }

  private void regret(List<Ladder> ladders, long keepBps, long audioBps, long nowNanos) {
    long shownBps = 0;
    for (Ladder ladder : ladders) {
      shownBps += ladder.shownBps();
    }
    if (shownBps > keepBps && everRaised && nowNanos - raisedNanos < MISTAKE_NANOS) {
      held.doubt(estimateFor(shownBps + audioBps), nowNanos);
      everRaised = false;
    }
  }

  private static long climb(List<Ladder> ladders, long keepBps, long raiseBps) {
    long usedBps = 0;
    while (true) {
      Ladder best = null;
      double most = 0;
      for (int i = 0; i < ladders.size(); i++) {
        double worth = ladders.get(i).aim(keepBps - usedBps, raiseBps - usedBps);
        if (worth > most) {
          most = worth;
          best = ladders.get(i);
        }
      }
      if (best == null) {
        return usedBps;
      }
      usedBps += best.climb();
    }
  }

  private Allocation allocation(List<Ladder> ladders, long audioBps, long usedBps, long nowNanos) {
    List<Choice> choices = new ArrayList<>(ladders.size());
    long demandBps = audioBps;
    shown.clear();
    for (Ladder ladder : ladders) {
      Choice choice = ladder.choice();
      choices.add(choice);
      demandBps += ladder.demandBps();
      if (choice.layer() != null) {
        shown.put(choice.csrc(), choice.layer());
      }
      if (ladder.isRaised()) {
        everRaised = true;
        raisedNanos = nowNanos;
      }
    }
    return new Allocation(choices, audioBps + usedBps, demandBps);
  }
}
