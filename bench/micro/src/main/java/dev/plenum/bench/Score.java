package dev.plenum.bench;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What one benchmark with one choice of parameters took.
 *
 * @param benchmark class and method
 * @param nanos of one operation; the median of all iterations, of which other work on the machine
 *     disturbs some
 * @param spreadNanos half of what lies between their quartiles
 * @param garbageBytes that one operation left behind
 */
record Score(
    String benchmark,
    Map<String, String> parameters,
    double nanos,
    double spreadNanos,
    double garbageBytes) {

  private static final String GARBAGE = "gc.alloc.rate.norm";

  /** Of a run with {@code -prof gc}, in nanoseconds an operation. */
  static Score of(RunResult run) {
    BenchmarkParams parameters = run.getParams();
    Map<String, String> named = new TreeMap<>();
    Collection<String> names = parameters.getParamsKeys();
    names.forEach(name -> named.put(name, parameters.getParam(name)));
    Statistics times = run.getPrimaryResult().getStatistics();
    return new Score(
        parameters.getBenchmark().replaceFirst(".*\\.(?=[^.]*\\.[^.]*$)", ""),
        named,
        times.getPercentile(50),
        (times.getPercentile(75) - times.getPercentile(25)) / 2,
        Objects.requireNonNull(run.getSecondaryResults().get(GARBAGE)).getScore());
  }

  boolean isOf(String otherBenchmark, Map<String, String> otherParameters) {
    return benchmark.equals(otherBenchmark) && parameters.equals(otherParameters);
  }

  /** With another value of one parameter. */
  Map<String, String> parametersWith(String name, String value) {
    Map<String, String> other = new TreeMap<>(parameters);
    other.put(name, value);
    return other;
  }
}
