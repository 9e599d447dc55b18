package dev.plenum.load;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the load generator. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    subcommands = {
      CompareCommand.class,
      JoinsCommand.class,
      NamesCommand.class,
      ReportCommand.class,
      ScenarioCommand.class,
      TableCommand.class
    },
    description = "Brings synthetic participants to a server, and prints what happened.")
final class Load {

  private Load() {}

  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Load()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(arguments));
  }
}
