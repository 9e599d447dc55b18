package dev.plenum.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What comes of measuring the same with several servers in turns. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Prints what results of one scenario tell of several servers, as Markdown.")
final class CompareCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE",
      arity = "2..*",
      description = "Results, in the order in which they were measured.")
  private List<Path> files = List.of();

  CompareCommand() {}

  @Override
  public Integer call() throws IOException {
    List<JsonNode> results = Results.read(files);
    Comparison.lines(results).forEach(System.out::println);
    return 0;
  }
}
