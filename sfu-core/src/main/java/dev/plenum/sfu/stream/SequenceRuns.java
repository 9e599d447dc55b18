package dev.plenum.sfu.stream;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a slot's own sequence numbers map to those of the layers that it carried, both ways. Belongs
 * to its {@link Forwarder}.
 *
 * <p>Within a run both count side by side, so a run is its first pair of numbers and lasts until
 * the next one. A new run begins with each {@link Stretch}, and behind a packet that was left out.
 * So what was sent needs no memory per packet: the latest {@value #MOST_RUNS} runs answer which
 * packet a lost number was. Each run also knows how many whole pictures its stretch has left out,
 * by which picture ids close up where frames do not refer to each other by them. All numbers are
 * extended.
 *
 * <pre>
 *  layer A  100 101 102 103          layer B  7 8 [9 left out] 10 11
 *  slot       1   2   3   4                   5 6               7  8
 *  runs    (100→1, A)  (7→5, B)  (10→7, B)
 * </pre>
 */
final class SequenceRuns {
  static final long NONE = -1;
  static final int MOST_RUNS = 256;

  private static final int FIRST_CAPACITY = 4;

  /** What is known of a run lies side by side: a room has more slots than caches hold. */
  private static final int RUN_WORDS = 3;

  private static final int FIRST_OUT = 1;
  private static final int PICTURES = 2;

  private long[] words = {};
  private @Nullable Stretch[] stretches = {};
  private int count;
  private int present;
  private long nextOut;

  SequenceRuns(long firstOut) {
    nextOut = firstOut;
  }

  /** The next packet, number {@code in} of the stretch's layer, follows the last one sent. */
  void begin(Stretch stretch, long in) {
    append(stretch, in, nextOut, 0);
    present = count - 1;
  }

  /** From packet {@code in} on, which is ahead of all others, the layer is rewritten otherwise. */
  void change(Stretch stretch, long in) {
    int last = count - 1;
    if (firstIn(last) == in) {
      stretches[last] = stretch;
    } else {
      append(stretch, in, firstOut(last) + (in - firstIn(last)), picturesLeftOut(last));
    }
  }

  /**
   * Leaves out a packet ahead of all that was sent, so that no number is missed for it.
   *
   * @param picture whether a picture is left out with it that no packet before told of
   */
  void skip(long in, boolean picture) {
    int last = count - 1;
    int pictures = picturesLeftOut(last) + (picture ? 1 : 0);
    if (firstIn(last) == in) {
      words[RUN_WORDS * last]++;
      words[RUN_WORDS * last + PICTURES] = pictures;
    } else {
      append(stretches[last], in + 1, firstOut(last) + (in - firstIn(last)), pictures);
    }
  }

  /**
   * Takes back all numbers from this one on, none of which was sent. A new run has to begin before
   * the next packet.
   */
  void takeBack(long firstUnsent) {
    nextOut = Math.min(nextOut, firstUnsent);
    while (count > 0 && firstOut(count - 1) >= nextOut) {
      stretches[--count] = null;
    }
    present = count;
  }

  /**
   * The slot's number for a packet of the present stretch, {@link #NONE} if it is from before it or
   * was left out.
   */
  long out(long in) {
    long limit = Long.MAX_VALUE;
    for (int i = count - 1; i >= present; i--) {
      if (in >= firstIn(i)) {
        long out = firstOut(i) + (in - firstIn(i));
        if (out >= limit) {
          return NONE;
        }
        nextOut = Math.max(nextOut, out + 1);
        return out;
      }
      limit = firstOut(i);
    }
    return NONE;
  }

  /** The run that a sent number belongs to, or -1 if it was never sent or is too long ago. */
  int runOf(long out) {
    if (out >= nextOut) {
      return -1;
    }
    int run = count - 1;
    while (run >= 0 && firstOut(run) > out) {
      run--;
    }
    return run;
  }

  /** The layer's number of a sent number in its run. */
  long in(int run, long out) {
    return firstIn(run) + (out - firstOut(run));
  }

  /** Pictures that the run's stretch has left out before it. */
  int picturesLeftOut(int run) {
    return (int) words[RUN_WORDS * run + PICTURES];
  }

  Stretch stretch(int run) {
    return Objects.requireNonNull(stretches[run]);
  }

  /** The number that follows the highest sent. */
  long nextOut() {
    return nextOut;
  }

  private long firstIn(int run) {
    return words[RUN_WORDS * run];
  }

  private long firstOut(int run) {
    return words[RUN_WORDS * run + FIRST_OUT];
  }

  private void append(@Nullable Stretch stretch, long in, long out, int pictures) {
    makeRoom();
    int at = RUN_WORDS * count;
    words[at] = in;
    words[at + FIRST_OUT] = out;
    words[at + PICTURES] = pictures;
    stretches[count] = stretch;
    count++;
  }

  private void makeRoom() {
    if (count < stretches.length) {
      return;
    }
    if (count == MOST_RUNS) {
      forgetOlderHalf();
      return;
    }
    int capacity = Math.max(FIRST_CAPACITY, 2 * count);
    words = Arrays.copyOf(words, RUN_WORDS * capacity);
    stretches = Arrays.copyOf(stretches, capacity);
  }

  private void forgetOlderHalf() {
    int kept = count / 2;
    int from = count - kept;
    System.arraycopy(words, RUN_WORDS * from, words, 0, RUN_WORDS * kept);
    System.arraycopy(stretches, from, stretches, 0, kept);
    Arrays.fill(stretches, kept, count, null);
    count = kept;
    present = Math.max(0, present - from);
  }
}
