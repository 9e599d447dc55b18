package dev.plenum.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A scenario, played and measured. */
@Command(
    name = "scenario",
    mixinStandardHelpOptions = true,
    description = "Plays a scenario, and prints what it costs and how long packets take.")
final class ScenarioCommand implements Callable<Integer> {

  @Option(
      names = "--scenario",
      required = true,
      converter = ByName.class,
      description = "Its name, such as class-100.")
  private Scenario scenario = Scenario.of("class-100");

  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = "--spacing",
      defaultValue = "even",
      description = "A picture's packets: even (spread over time) or frame (back to back).")
  private Spacing spacing = Spacing.EVEN;

  @Option(
      names = "--checked",
      defaultValue = "10",
      description = "How many people decrypt all that comes.")
  private int checked;

  @Option(
      names = "--patience",
      defaultValue = "60",
      description = "Seconds to wait for those who do not get everything.")
  private int patienceSeconds;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "Seconds until it is measured, from when everybody gets everything.")
  private int warmUpSeconds;

  @Option(names = "--seconds", defaultValue = "10", description = "For which it is measured.")
  private int seconds;

  @Mixin private final EnvironmentOptions here = new EnvironmentOptions();

  @Option(names = "--results", required = true, description = "A directory for the JSON.")
  private Path results = Path.of("");

  @Option(
      names = "--software",
      defaultValue = "plenum",
      description = "What the server is: ${COMPLETION-CANDIDATES}.")
  private Software software = Software.PLENUM;

  ScenarioCommand() {}

  /** Finds scenarios by their names. */
  static final class ByName implements ITypeConverter<Scenario> {
    @Override
    public Scenario convert(String name) {
      try {
        return Scenario.of(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Instant at = Instant.now();
    ScenarioRun.Settings settings =
        new ScenarioRun.Settings(spacing, checked, patienceSeconds, warmUpSeconds, seconds);
    Environment environment = here.environment();
    List<Figure> figures = play(settings).figures();
    System.out.printf("%s, %s (%s)%n", scenario.name(), software.title(), settings);
    System.out.println(environment);
    figures.forEach(figure -> System.out.printf("%-45s %s%n", figure.label(), figure));
    Results files = new Results(results, environment);
    System.out.println(files.write(scenario.name(), software, settings.toString(), figures, at));
    return 0;
  }

  private ScenarioReport play(ScenarioRun.Settings settings)
      throws IOException, InterruptedException {
    try (Crowd crowd = new Crowd(server.url())) {
      Conference conference =
          software.conference(crowd, scenario.entrance(), server.url(), server.pid());
      return new ScenarioRun(crowd, conference, scenario, settings).run();
    }
  }
}
