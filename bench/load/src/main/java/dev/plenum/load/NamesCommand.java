package dev.plenum.load;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the names of the scenarios that one run plays after the other. */
@Command(
    name = "names",
    mixinStandardHelpOptions = true,
    description = "Prints the scenarios, one a line.")
final class NamesCommand implements Callable<Integer> {

  NamesCommand() {}

  @Override
  public Integer call() {
    Scenario.ALL.forEach(System.out::println);
    return 0;
  }
}
