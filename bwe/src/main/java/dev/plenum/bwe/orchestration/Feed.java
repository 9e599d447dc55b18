package dev.plenum.bwe.orchestration;

import dev.plenum.bwe.orchestration.Plan.EncodingPlan;
import dev.plenum.bwe.orchestration.Plan.SourcePlan;
import dev.plenum.bwe.orchestration.Plan.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source while its room is being solved. All candidates of all its encodings are numbered through
 * as rates; of each encoding at most one is offered.
 */
final class Feed {
  static final int OFF = Knapsack.NONE;

  private final Uplink uplink;
  private final Source source;
  private final int[] encodings;
  private final long[] bps;
  private final int[] utilities;
  private final int[] offered;
  private final List<View> views = new ArrayList<>();

  Feed(Uplink uplink, Source source) {
    this.uplink = uplink;
    this.source = source;
    int rates = 0;
    for (Encoding encoding : source.encodings()) {
      rates += encoding.candidateBps().size();
    }
    this.encodings = new int[rates];
    this.bps = new long[rates];
    this.utilities = new int[rates];
    this.offered = new int[source.encodings().size()];
    Arrays.fill(offered, OFF);
    int rate = 0;
    for (int encoding = 0; encoding < offered.length; encoding++) {
      for (long candidateBps : source.encodings().get(encoding).candidateBps()) {
        encodings[rate] = encoding;
        bps[rate] = candidateBps;
        utilities[rate] = Utility.of(candidateBps);
        if (!source.steerable()) {
          offered[encoding] = rate;
        }
        rate++;
      }
    }
  }

  void add(View view) {
    views.add(view);
  }

  List<View> views() {
    return views;
  }

  /** The smallest encoding of at least so many pixels, otherwise the largest. */
  int smallest(double heightPixels) {
    int encoding = 0;
    while (encoding < offered.length - 1
        && source.encodings().get(encoding).heightPixels() < heightPixels) {
      encoding++;
    }
    return encoding;
  }

  int highestUtility(int encoding) {
    int highest = 0;
    for (int rate = 0; rate < bps.length; rate++) {
      if (encodings[rate] <= encoding) {
        highest = Math.max(highest, utilities[rate]);
      }
    }
    return highest;
  }

  int rates() {
    return bps.length;
  }

  long bps(int rate) {
    return rate == OFF ? 0 : bps[rate];
  }

  int utility(int rate) {
    return utilities[rate];
  }

  int encoding(int rate) {
    return encodings[rate];
  }

  /** The encoding of a rid, or {@link #OFF}. */
  int encoding(@Nullable String rid) {
    for (int i = 0; i < offered.length; i++) {
      if (source.encodings().get(i).rid().equals(rid)) {
        return i;
      }
    }
    return OFF;
  }

  int encodings() {
    return offered.length;
  }

  /** The rate that is offered of an encoding, or {@link #OFF}. */
  int offered(int encoding) {
    return offered[encoding];
  }

  boolean isOffered(int rate) {
    return offered[encodings[rate]] == rate;
  }

  /** Offers a rate or {@link #OFF} of each encoding, and returns whether that is another offer. */
  boolean offer(int[] rates) {
    boolean changed = !Arrays.equals(rates, 0, offered.length, offered, 0, offered.length);
    System.arraycopy(rates, 0, offered, 0, offered.length);
    return changed;
  }

  void turnOff() {
    Arrays.fill(offered, OFF);
  }

  /** Offers what an earlier plan did, as far as there is such a candidate still. */
  void resume(List<EncodingPlan> plans) {
    for (int rate = 0; rate < bps.length; rate++) {
      String rid = source.encodings().get(encodings[rate]).rid();
      for (EncodingPlan plan : plans) {
        if (source.steerable() && plan.rid().equals(rid) && plan.maxBps() == bps[rate]) {
          offered[encodings[rate]] = rate;
        }
      }
    }
  }

  boolean isOff() {
    for (int rate : offered) {
      if (rate != OFF) {
        return false;
      }
    }
    return true;
  }

  boolean isSteerable() {
    return source.steerable();
  }

  /** What all offered encodings take of the uplink. */
  long offeredBps() {
    long sum = 0;
    for (int rate : offered) {
      sum += bps(rate);
    }
    return sum;
  }

  /** What may be offered if the publisher's other sources stay as they are. */
  long limitBps() {
    return uplink.leftBps(this);
  }

  /** Turns off what nobody takes. */
  void turnOffUnwatched() {
    for (int encoding = 0; encoding < offered.length && source.steerable(); encoding++) {
      if (!isTaken(offered[encoding])) {
        offered[encoding] = OFF;
      }
    }
  }

  private boolean isTaken(int rate) {
    for (View view : views) {
      if (view.taken() == rate) {
        return true;
      }
    }
    return false;
  }

  int csrc() {
    return source.csrc();
  }

  SourcePlan plan() {
    List<EncodingPlan> plans = new ArrayList<>(offered.length);
    for (int i = 0; i < offered.length; i++) {
      Encoding encoding = source.encodings().get(i);
      plans.add(
          new EncodingPlan(encoding.rid(), offered[i] != OFF, bps(offered[i]), encoding.scale()));
    }
    return new SourcePlan(uplink.participant(), source.csrc(), plans);
  }

  Tile tile(int rate) {
    return rate == OFF
        ? new Tile(csrc(), null, 0)
        : new Tile(csrc(), source.encodings().get(encodings[rate]).rid(), bps[rate]);
  }
}
