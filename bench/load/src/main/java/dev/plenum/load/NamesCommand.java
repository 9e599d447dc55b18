package dev.plenum.load;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints what one run plays: names of scenarios, and of the server that each is played with. */
@Command(
    name = "names",
    mixinStandardHelpOptions = true,
    description = "Prints the scenarios and their servers, one of each a line.")
final class NamesCommand implements Callable<Integer> {

  NamesCommand() {}

  @Override
  public Integer call() {
    for (String scenario : Scenario.ALL) {
      Software.playing(scenario).forEach(software -> System.out.println(scenario + " " + software));
    }
    return 0;
  }
}
