package dev.plenum.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Writes figures as files that other programs read. */
final class Results {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final Environment environment;

  Results(Path directory, Environment environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /**
   * Writes one report.
   *
   * @param software what was measured
   * @param options how the scenario was played
   * @return the file
   */
  Path write(String scenario, Software software, String options, List<Figure> figures, Instant at)
      throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(scenario + "-" + software + "-" + NAME.format(at) + ".json");
    JSON.writeValue(file.toFile(), json(scenario, software, options, figures, at));
    return file;
  }

  ObjectNode json(
      String scenario, Software software, String options, List<Figure> figures, Instant at) {
    ObjectNode report = JSON.createObjectNode();
    report.put("scenario", scenario).put("software", software.toString());
    report.put("options", options);
    report.put("at", at.truncatedTo(ChronoUnit.SECONDS).toString());
    report
        .putObject("environment")
        .put("cpu", environment.cpu())
        .put("cores", environment.cores())
        .put("kernel", environment.kernel())
        .put("jdk", environment.jdk())
        .put("commit", environment.commit());
    ObjectNode values = report.putObject("figures");
    figures.stream()
        .filter(figure -> !Double.isNaN(figure.value()))
        .forEach(figure -> values.put(figure.key(), figure.value()));
    return report;
  }
}
