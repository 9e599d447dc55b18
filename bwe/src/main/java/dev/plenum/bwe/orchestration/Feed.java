package dev.plenum.bwe.orchestration;

import dev.plenum.bwe.orchestration.Plan.EncodingPlan;
import dev.plenum.bwe.orchestration.Plan.SourcePlan;
import dev.plenum.bwe.orchestration.Plan.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A source while its room is being solved: of each encoding it offers one rate or none. */
final class Feed {
  private static final int OFF = Rates.OFF;

  private final Uplink uplink;
  private final Source source;
  private final Rates rates;
  private final int[] offered;
  private final List<View> views = new ArrayList<>();

  /** A source that can be told offers nothing yet, another one all that it has. */
  Feed(Uplink uplink, Source source) {
    this.uplink = uplink;
    this.source = source;
    this.rates = new Rates(source.encodings());
    this.offered = new int[rates.encodings()];
    turnOff();
    for (int rate = 0; rate < rates.count() && !source.steerable(); rate++) {
      offered[rates.encodingOf(rate)] = rate;
    }
  }

  void add(View view) {
    views.add(view);
  }

  List<View> views() {
    return views;
  }

  Rates rates() {
    return rates;
  }

  int csrc() {
    return source.csrc();
  }

  boolean isSteerable() {
    return source.steerable();
  }

  /** The rate that is offered of an encoding, or {@link Rates#OFF}. */
  int offered(int encoding) {
    return offered[encoding];
  }

  boolean isOffered(int rate) {
    return offered[rates.encodingOf(rate)] == rate;
  }

  /**
   * Offers a rate or none of each encoding, and returns whether that is another offer: its viewers
   * then have to choose again.
   */
  boolean offer(int[] rates) {
    if (Arrays.equals(rates, 0, offered.length, offered, 0, offered.length)) {
      return false;
    }
    System.arraycopy(rates, 0, offered, 0, offered.length);
    for (View view : views) {
      view.offerChanged();
    }
    return true;
  }

  /** Offers what an earlier plan did, as far as there are such candidates still. */
  void resume(List<EncodingPlan> plans) {
    for (EncodingPlan plan : plans) {
      int rate = rates.find(plan.rid(), plan.maxBps());
      if (rate != OFF && source.steerable()) {
        offered[rates.encodingOf(rate)] = rate;
      }
    }
  }

  void turnOff() {
    Arrays.fill(offered, OFF);
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

  boolean isOff() {
    for (int rate : offered) {
      if (rate != OFF) {
        return false;
      }
    }
    return true;
  }

  /** What all offered encodings take of the uplink. */
  long offeredBps() {
    long sum = 0;
    for (int rate : offered) {
      sum += rates.bps(rate);
    }
    return sum;
  }

  /** What may be offered if the publisher's other sources stay as they are. */
  long limitBps() {
    return uplink.leftBps(this);
  }

  SourcePlan plan() {
    List<EncodingPlan> plans = new ArrayList<>(offered.length);
    for (int i = 0; i < offered.length; i++) {
      Encoding encoding = rates.encoding(i);
      long bps = rates.bps(offered[i]);
      plans.add(new EncodingPlan(encoding.rid(), offered[i] != OFF, bps, encoding.scale()));
    }
    return new SourcePlan(uplink.participant(), source.csrc(), plans);
  }

  Tile tile(int rate) {
    return rate == OFF
        ? new Tile(csrc(), null, 0)
        : new Tile(csrc(), rates.encoding(rates.encodingOf(rate)).rid(), rates.bps(rate));
  }
}
