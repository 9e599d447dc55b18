package dev.plenum.signaling.metrics;

import dev.plenum.sfu.control.CounterReader;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;

/**
 * The loops' forwarding delays as a histogram. The loops count them in buckets that double from one
 * microsecond; they keep no sum, so none is given.
 */
final class ForwardDelays implements Collector {

  private static final String NAME = "plenum_forward_delay_seconds";
  private static final double SECONDS_PER_MICROSECOND = 1e-6;

  private final CounterReader counters;

  ForwardDelays(CounterReader counters) {
    this.counters = counters;
  }

  @Override
  public HistogramSnapshot collect() {
    return HistogramSnapshot.builder()
        .name(NAME)
        .help("Time from a batch's arrival to the departure of its last forwarded packet")
        .dataPoint(HistogramDataPointSnapshot.builder().classicHistogramBuckets(buckets()).build())
        .build();
  }

  private ClassicHistogramBuckets buckets() {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    int last = CounterReader.FORWARD_DELAY_BUCKETS - 1;
    for (int i = 0; i < last; i++) {
      buckets.bucket((1L << i) * SECONDS_PER_MICROSECOND, counters.forwardDelays(i));
    }
    return buckets.bucket(Double.POSITIVE_INFINITY, counters.forwardDelays(last)).build();
  }

  @Override
  public String getPrometheusName() {
    return NAME;
  }
}
