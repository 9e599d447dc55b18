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
 * @param cpu the processor's model
 */
record Scores(String commit, String cpu, String kernel, String jdk, List<Score> scores) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Of this machine. */
  static Scores here(String commit, String cpu, List<Score> scores) {
    return new Scores(
        commit,
        cpu,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Runtime.version().toString(),
        scores);
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
