package dev.plenum.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks, writes what they took, and compares it with the last result that was kept.
 * Arguments: where results are, the commit, the processor's model, then JMH's flags. Without flags
 * it runs all of them but {@link Forwarding}, which is measured by station and in {@link WholeWay},
 * and {@link Feedback}, which is beside the packet's way.
 */
final class Micro {
  private static final String KEPT = "micro.json";
  private static final String LATEST = "micro.latest.json";

  private Micro() {}

  /** Exits with 1 where something has become worse. */
  public static void main(String[] arguments)
      throws CommandLineOptionException, RunnerException, IOException {
    Path results = Path.of(arguments[0]);
    String commit = arguments[1];
    String cpu = arguments[2];
    String[] flags = List.of(arguments).subList(3, arguments.length).toArray(String[]::new);
    ChainedOptionsBuilder options =
        new OptionsBuilder().parent(new CommandLineOptions(flags)).addProfiler(GCProfiler.class);
    if (flags.length == 0) {
      options.exclude(Forwarding.class.getSimpleName());
      options.exclude(Feedback.class.getSimpleName());
    }
    List<Score> scores = new Runner(options.build()).run().stream().map(Score::of).toList();
    Scores now = Scores.here(commit, cpu, scores);
    now.write(results.resolve(LATEST));
    Path kept = results.resolve(KEPT);
    Comparison comparison = new Comparison(now, Files.exists(kept) ? Scores.read(kept) : null);
    comparison.table().forEach(System.out::println);
    comparison.complaints().forEach(System.err::println);
    System.exit(comparison.complaints().isEmpty() ? 0 : 1);
  }
}
