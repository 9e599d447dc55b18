package dev.plenum.bwe.testkit;

import java.util.Arrays;
import java.util.function.DoublePredicate;

/** A value over time: it holds from each point until the next. */
public final class Series {
  private long[] times = new long[64];
  private double[] values = new double[64];
  private int size;

  /** Points come in order of time. */
  public void add(long elapsedNanos, double value) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    times[size] = elapsedNanos;
    values[size++] = value;
  }

  public double at(long elapsedNanos) {
    int index = indexAfter(elapsedNanos) - 1;
    return index < 0 ? 0 : values[index];
  }

  /** Over time, from the first to the second. */
  public double mean(long fromNanos, long toNanos) {
    double sum = 0;
    long at = fromNanos;
    for (int i = indexAfter(fromNanos); i < size && times[i] < toNanos; i++) {
      sum += at(at) * (times[i] - at);
      at = times[i];
    }
    return (sum + at(at) * (toNanos - at)) / (toNanos - fromNanos);
  }

  public double sum(long fromNanos, long toNanos) {
    double sum = 0;
    for (int i = indexAfter(fromNanos - 1); i < size && times[i] < toNanos; i++) {
      sum += values[i];
    }
    return sum;
  }

  public double max(long fromNanos, long toNanos) {
    double max = at(fromNanos);
    for (int i = indexAfter(fromNanos); i < size && times[i] < toNanos; i++) {
      max = Math.max(max, values[i]);
    }
    return max;
  }

  /** Of the points, each counted once. */
  public double percentile(double percentile) {
    if (size == 0) {
      return 0;
    }
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return sorted[Math.clamp((int) Math.ceil(size * percentile / 100) - 1, 0, size - 1)];
  }

  /** When the value first is as asked, at or after a time; {@link Long#MAX_VALUE} if never. */
  public long first(long fromNanos, DoublePredicate asked) {
    int i = indexAfter(fromNanos);
    if (i > 0 && asked.test(values[i - 1])) {
      return fromNanos;
    }
    while (i < size && !asked.test(values[i])) {
      i++;
    }
    return i < size ? times[i] : Long.MAX_VALUE;
  }

  private int indexAfter(long elapsedNanos) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= elapsedNanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
