package dev.plenum.load;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much one core carries, and what happens below and above that. */
@Command(
    name = "saturation",
    mixinStandardHelpOptions = true,
    description =
        "Lets one class after the other begin until the server no longer carries them, and measures"
            + " at 70%% and 120%% of what it carried.")
final class SaturationCommand implements Callable<Integer> {

  @Option(
      names = "--scenario",
      defaultValue = "classes-28x50",
      converter = ScenarioCommand.ByName.class,
      description = "Classes and how many watch each, such as classes-28x50.")
  private Scenario scenario = Scenario.of("classes-28x50");

  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = "--spacing",
      defaultValue = "frame",
      description = "A picture's packets: even (spread over time) or frame (back to back).")
  private Spacing spacing = Spacing.FRAME;

  @Option(
      names = "--checked",
      defaultValue = "28",
      description = "How many people decrypt all that comes.")
  private int checked;

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description = "Seconds with the first classes before anything is measured.")
  private int warmUpSeconds;

  @Option(names = "--from", defaultValue = "8", description = "Classes with which it begins.")
  private int from;

  @Option(
      names = "--step",
      defaultValue = "2",
      description = "Classes more at a time; 0 to search for nothing and measure around --from.")
  private int step;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "For which it is measured at 70%% and 120%%.")
  private int seconds;

  @Mixin private final EnvironmentOptions here = new EnvironmentOptions();

  SaturationCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    System.out.printf("%s, %s%n", scenario.name(), spacing);
    System.out.println(here.environment());
    ScenarioRun.Settings settings =
        new ScenarioRun.Settings(spacing, checked, 0, warmUpSeconds, seconds);
    try (Crowd crowd = new Crowd(server.url())) {
      Conference conference = new Plenum(crowd, Entrance.WEBSOCKET, server.url(), server.pid());
      Gathering gathering = new Gathering(crowd, conference, scenario, spacing, checked);
      new SaturationRun(crowd, conference, gathering, settings).run(from, step);
    }
    return 0;
  }
}
