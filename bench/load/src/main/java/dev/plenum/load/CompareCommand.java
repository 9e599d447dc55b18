package dev.plenum.load;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What comes of measuring the same with several servers in turns. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Prints what results of one scenario tell of several servers, as Markdown.")
final class CompareCommand implements Callable<Integer> {

  @Mixin private final ResultFiles files = new ResultFiles();

  CompareCommand() {}

  @Override
  public Integer call() throws IOException {
    Comparison.lines(files.read()).forEach(System.out::println);
    return 0;
  }
}
