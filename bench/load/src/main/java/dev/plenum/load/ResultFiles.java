package dev.plenum.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The files on a command line that {@link Results} wrote. */
final class ResultFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Results, in the order in which they were measured.")
  private List<Path> files = List.of();

  List<JsonNode> read() throws IOException {
    List<JsonNode> results = new ArrayList<>();
    for (Path file : files) {
      results.add(JSON.readTree(file.toFile()));
    }
    return results;
  }
}
