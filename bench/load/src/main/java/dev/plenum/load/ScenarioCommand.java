package dev.plenum.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
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

  @Option(names = "--url", defaultValue = "http://localhost:8080", description = "The server.")
  private URI url = URI.create("");

  @Option(names = "--server-pid", required = true, description = "Its process.")
  private long serverPid;

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

  @Option(names = "--cpu", defaultValue = "unknown", description = "The processor's model.")
  private String cpu = "";

  @Option(names = "--cores", defaultValue = "0", description = "How many the machine has.")
  private int cores;

  @Option(names = "--commit", defaultValue = "unknown", description = "Of the server.")
  private String commit = "";

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
    Environment environment = Environment.here(cpu, cores, commit);
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
    try (Crowd crowd = new Crowd(url)) {
      Conference conference = software.conference(crowd, scenario.entrance(), url, serverPid);
      return new ScenarioRun(crowd, conference, scenario, settings).run();
    }
  }
}
