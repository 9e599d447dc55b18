package dev.plenum.bwe.orchestration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All candidates of all encodings of a source, numbered through: encoding by encoding, from the
 * smallest picture on, and rising within each.
 */
final class Rates {
  /** No rate, and no encoding. */
  static final int OFF = Knapsack.NONE;

  private final List<Encoding> encodings;
  private final int[] encodingOf;
  private final long[] bps;
  private final int[] utilities;

  Rates(List<Encoding> encodings) {
    this.encodings = encodings;
    int count = 0;
    for (Encoding encoding : encodings) {
      count += encoding.candidateBps().size();
    }
    encodingOf = new int[count];
    bps = new long[count];
    utilities = new int[count];
    int rate = 0;
    for (int encoding = 0; encoding < encodings.size(); encoding++) {
      for (long candidateBps : encodings.get(encoding).candidateBps()) {
        encodingOf[rate] = encoding;
        bps[rate] = candidateBps;
        utilities[rate++] = Utility.of(candidateBps);
      }
    }
  }

  int count() {
    return bps.length;
  }

  /** A rate's bps, 0 of {@link #OFF}. */
  long bps(int rate) {
    return rate == OFF ? 0 : bps[rate];
  }

  int utility(int rate) {
    return utilities[rate];
  }

  int encodingOf(int rate) {
    return encodingOf[rate];
  }

  int encodings() {
    return encodings.size();
  }

  Encoding encoding(int index) {
    return encodings.get(index);
  }

  /** The encoding of a rid, or {@link #OFF}. */
  int find(@Nullable String rid) {
    for (int i = 0; i < encodings.size(); i++) {
      if (encodings.get(i).rid().equals(rid)) {
        return i;
      }
    }
    return OFF;
  }

  /** The rate of an encoding and a bit rate, or {@link #OFF}. */
  int find(String rid, long bitrateBps) {
    int encoding = find(rid);
    for (int rate = 0; rate < bps.length; rate++) {
      if (encodingOf[rate] == encoding && bps[rate] == bitrateBps) {
        return rate;
      }
    }
    return OFF;
  }

  /** The smallest encoding of at least so many pixels, otherwise the largest. */
  int smallest(double heightPixels) {
    int encoding = 0;
    while (encoding < encodings.size() - 1
        && encodings.get(encoding).heightPixels() < heightPixels) {
      encoding++;
    }
    return encoding;
  }

  /** The highest utility that pictures of no more than an encoding's size can have. */
  int highestUtility(int encoding) {
    int highest = 0;
    for (int rate = 0; rate < bps.length; rate++) {
      if (encodingOf[rate] <= encoding) {
        highest = Math.max(highest, utilities[rate]);
      }
    }
    return highest;
  }
}
