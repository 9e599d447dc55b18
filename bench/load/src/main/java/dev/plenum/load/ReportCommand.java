package dev.plenum.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A page with plots of what {@link Results} wrote. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Writes an HTML page with plots of several results.")
final class ReportCommand implements Callable<Integer> {

  @Option(names = "--page", required = true, description = "The file to write.")
  private Path page = Path.of("");

  @Mixin private final ResultFiles files = new ResultFiles();

  ReportCommand() {}

  @Override
  public Integer call() throws IOException {
    Files.writeString(page, ReportPage.of(files.read()));
    System.out.println(page);
    return 0;
  }
}
