package dev.plenum.load;

import dev.plenum.load.Rush.Newcomer;
import dev.plenum.load.RushReport.Quiet;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Many people join, and it is looked at what that does to meetings that run.
 *
 * <p>The first to come to the fresh server come alone; then meetings begin, and rounds of people
 * come to other rooms; at last as many as at first come alone again. It ends under any load, as
 * {@link Rush} does.
 */
@Command(
    name = "rush",
    mixinStandardHelpOptions = true,
    description = "Has people join at a steady rate while meetings run, and prints what happened.")
final class RushCommand implements Callable<Integer> {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int PATIENCE_SECONDS = 30;
  private static final int REHEARSAL_SECONDS = 15;

  /** What a server that is cold itself can take. */
  private static final int REHEARSAL_JOINS_PER_SECOND = 75;

  /** What the garbage of those who have left may still cost is not the next ones'. */
  private static final int PAUSE_SECONDS = 2;

  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = "--rehearsal-url",
      description = "Another server, for a rush before that shows nothing: it gets us compiled.")
  private @Nullable URI rehearsalUrl;

  @Option(names = "--rate", defaultValue = "300", description = "How many join in a second.")
  private double joinsPerSecond;

  @Option(names = "--seconds", defaultValue = "10", description = "In which they come.")
  private int seconds;

  @Option(
      names = "--give-up",
      defaultValue = "10",
      description = "Seconds after which somebody who is not connected gives up.")
  private double giveUpSeconds;

  @Option(names = "--stay", defaultValue = "4", description = "Seconds for which each stays.")
  private double staySeconds;

  @Option(names = "--room", defaultValue = "10", description = "How many come to each room.")
  private int peopleInARoom;

  @Option(
      names = "--first",
      defaultValue = "300",
      description = "How many come alone, first and last.")
  private int first;

  @Option(
      names = "--meetings",
      converter = ScenarioCommand.ByName.class,
      defaultValue = "meetings-5x4",
      description = "What runs meanwhile: a scenario.")
  private Scenario meetings = Scenario.of("meetings-5x4");

  @Option(
      names = "--warm-up",
      defaultValue = "20",
      description = "Seconds until the meetings' latency is measured.")
  private int warmUpSeconds;

  @Option(
      names = "--quiet",
      defaultValue = "15",
      description = "Seconds for which it is measured while nobody comes.")
  private int quietSeconds;

  @Option(names = "--rounds", defaultValue = "2", description = "How often people come then.")
  private int rounds;

  RushCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (rehearsalUrl != null) {
      System.err.println("rehearsal");
      try (Crowd crowd = new Crowd(rehearsalUrl);
          Rush rush = new Rush(crowd, "rehearsal", rehearsal())) {
        rush.come();
      }
    }
    List<RushReport> reports = new ArrayList<>();
    try (Crowd crowd = new Crowd(server.url())) {
      reports.add(alone(crowd, "fresh"));
      reports.addAll(besideMeetings(crowd));
      TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
      reports.add(alone(crowd, "warm"));
    }
    Row.print(reports.stream().map(RushReport::rows).toList());
    return 0;
  }

  private Rush.Settings rehearsal() {
    return new Rush.Settings(
        REHEARSAL_JOINS_PER_SECOND,
        REHEARSAL_SECONDS * REHEARSAL_JOINS_PER_SECOND,
        peopleInARoom,
        giveUpSeconds,
        staySeconds);
  }

  private int rate() {
    return (int) joinsPerSecond;
  }

  private Rush.Settings people(int people) {
    return new Rush.Settings(joinsPerSecond, people, peopleInARoom, giveUpSeconds, staySeconds);
  }

  private RushReport alone(Crowd crowd, String title) throws IOException, InterruptedException {
    return play(crowd, title, first, Quiet.withoutMeetings(), new Inspection());
  }

  private List<RushReport> besideMeetings(Crowd crowd) throws IOException, InterruptedException {
    List<RushReport> reports = new ArrayList<>();
    Conference conference = new Plenum(crowd, meetings.entrance(), server.url(), server.pid());
    Gathering gathering =
        new Gathering(crowd, conference, meetings, Spacing.FRAME, meetings.people());
    List<Person> inside = gathering.gather();
    int complete = gathering.awaitAll(inside, PATIENCE_SECONDS);
    System.err.printf("%d of %d in meetings get everything%n", complete, meetings.people());
    TimeUnit.SECONDS.sleep(warmUpSeconds);
    Quiet quiet = quiet(crowd, gathering.inspection());
    for (int round = 1; round <= rounds; round++) {
      String title = "round " + round;
      reports.add(play(crowd, title, seconds * rate(), quiet, gathering.inspection()));
      TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
    }
    inside.forEach(person -> person.attendee().close());
    return reports;
  }

  private Quiet quiet(Crowd crowd, Inspection inspection) throws IOException, InterruptedException {
    ServerFigures before = server.figures();
    crowd.loop().ask(inspection::take);
    long beganNanos = System.nanoTime();
    TimeUnit.SECONDS.sleep(quietSeconds);
    Histogram latencyMicros = crowd.loop().ask(inspection::take).latencyMicros();
    double elapsed = (System.nanoTime() - beganNanos) / NANOS_PER_SECOND;
    double cpuMillis = server.figures().since(before).cpuMillis();
    return new Quiet(cpuMillis / 1e3 / elapsed, latencyMicros);
  }

  private RushReport play(Crowd crowd, String title, int people, Quiet quiet, Inspection inspection)
      throws IOException, InterruptedException {
    System.err.println(title);
    ServerFigures before = server.figures();
    ProcessFigures own = ProcessFigures.own();
    crowd.loop().ask(inspection::take);
    long beganNanos = System.nanoTime();
    List<Newcomer> newcomers;
    Histogram latencyMicros;
    try (Rush rush = new Rush(crowd, title.replace(' ', '-'), people(people))) {
      newcomers = rush.come();
      latencyMicros = crowd.loop().ask(inspection::take).latencyMicros();
    }
    RushReport report =
        new RushReport(
            title,
            people,
            newcomers,
            (System.nanoTime() - beganNanos) / NANOS_PER_SECOND,
            server.figures().since(before),
            ProcessFigures.own().since(own),
            quiet,
            latencyMicros);
    System.err.println(report.summary());
    return report;
  }
}
