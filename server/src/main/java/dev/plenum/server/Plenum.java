package dev.plenum.server;

import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/** The program: reads flags and file, starts the node, and stays until it is told to end. */
public final class Plenum {

  /** What supervisors take as "do not start it again as it is". */
  private static final int MISCONFIGURED = 2;

  private Plenum() {}

  public static void main(String[] arguments) throws InterruptedException {
    PrintStream out = System.out;
    Flags flags = new Flags();
    CommandLine commandLine = new CommandLine(flags);
    try {
      commandLine.parseArgs(arguments);
      if (CommandLine.printHelpIfRequested(commandLine.getParseResult())) {
        return;
      }
      Configuration configuration = flags.configuration();
      SoftHeapLimit.keep();
      Node node = Node.start(configuration);
      Runtime.getRuntime().addShutdownHook(new Thread(node::close, "goodbye"));
      out.print(Banner.of(configuration, node));
    } catch (CommandLine.ParameterException e) {
      fail(Objects.toString(e.getMessage(), "") + hint(e));
    } catch (StartupException e) {
      fail(Objects.toString(e.getMessage(), e.toString()));
    }
    new CountDownLatch(1).await();
  }

  private static String hint(CommandLine.ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return "; did you mean " + unmatched.getSuggestions().getFirst() + "?";
    }
    return "; --help lists what there is";
  }

  private static void fail(String message) {
    System.err.println("plenum: " + message.lines().findFirst().orElse(message));
    System.exit(MISCONFIGURED);
  }
}
