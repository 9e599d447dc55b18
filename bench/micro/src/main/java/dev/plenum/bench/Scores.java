package dev.plenum.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All scores of one run, and on what they were measured.
 *
 * @param commit of the code; with a mark behind it where there were changes that nobody committed
 * @param cpu as the kernel calls it
 */
record Scores(String commit, String cpu, String kernel, String jdk, List<Score> scores) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final Path CPUS = Path.of("/proc/cpuinfo");

  /** Of this machine. */
  static Scores here(String commit, List<Score> scores) throws IOException {
    return new Scores(
        commit,
        processor(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Runtime.version().toString(),
        scores);
  }

  private static String processor() throws IOException {
    if (Files.isReadable(CPUS)) {
      for (String line : Files.readAllLines(CPUS)) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    }
    return System.getProperty("os.arch");
  }

  static Scores read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Scores.class);
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    JSON.writeValue(file.toFile(), this);
  }

  /**
   * How often a score takes the time of its baseline in the same run: what is left of it on another
   * machine, or a busier one.
   *
   * @return nothing of a baseline, and where the baseline was not measured
   */
  Optional<Double> ratio(Score score) {
    return Baseline.of(score)
        .flatMap(baseline -> find(baseline.benchmark(), baseline.parameters()))
        .map(baseline -> score.nanos() / baseline.nanos());
  }

  /** The score of the same benchmark with the same parameters. */
  Optional<Score> find(String benchmark, Map<String, String> parameters) {
    return scores.stream().filter(score -> score.isOf(benchmark, parameters)).findAny();
  }
}
