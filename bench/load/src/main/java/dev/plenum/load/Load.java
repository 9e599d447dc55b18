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
      RushCommand.class,
      SaturationCommand.class,
      ScenarioCommand.class,
      TableCommand.class
    },
    description = "Brings synthetic participants to a server, and prints what happened.")
final class Load {

  private Load() {}

  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler(Load::end);
    CommandLine line = new CommandLine(new Load()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(arguments));
  }

  /** A bug on any thread: others would wait for it forever. */
  private static void end(Thread thread, Throwable bug) {
    System.err.println("on thread " + thread.getName());
    bug.printStackTrace();
    Runtime.getRuntime().halt(1);
  }
}
