package dev.plenum.load;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Viewers join one publisher, and each tells how long that took. */
@Command(
    name = "joins",
    mixinStandardHelpOptions = true,
    description = "Has synthetic viewers join one publisher, and prints what happened.")
final class JoinsCommand implements Callable<Integer> {
  private static final int BPS_PER_KBPS = 1_000;
  private static final int STEADY_SECONDS = 5;

  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = "--rehearsal-url",
      description = "Another server, for a round before that shows nothing: it gets us compiled.")
  private @Nullable URI rehearsalUrl;

  @Option(names = "--viewers", defaultValue = "300", description = "How many join.")
  private int viewers;

  @Option(names = "--seconds", defaultValue = "10", description = "In which they join.")
  private double seconds;

  @Option(names = "--fps", defaultValue = "30", description = "The publisher's pictures a second.")
  private int picturesPerSecond;

  @Option(names = "--kbps", defaultValue = "150", description = "The publisher's bit rate.")
  private int kbps;

  @Option(names = "--rounds", defaultValue = "2", description = "How often, each in a new room.")
  private int rounds;

  JoinsCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    JoinStorm.Profile profile =
        new JoinStorm.Profile(
            viewers, seconds, picturesPerSecond, BPS_PER_KBPS * kbps, STEADY_SECONDS);
    if (rehearsalUrl != null) {
      System.err.println("rehearsal");
      new JoinStorm(rehearsalUrl, server.pid(), "rehearsal", profile).run();
    }
    List<JoinReport> reports = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      System.err.println("round " + round + " of " + rounds);
      reports.add(new JoinStorm(server.url(), server.pid(), "joins-" + round, profile).run());
    }
    Row.print(reports.stream().map(JoinReport::rows).toList());
    return 0;
  }
}
