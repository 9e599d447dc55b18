package dev.plenum.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Plays a scenario: everybody comes, all wait until everybody gets all that is sent, and then it is
 * measured.
 */
final class ScenarioRun {
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * How a scenario is played.
   *
   * @param spacing of each picture's packets
   * @param checked how many people decrypt everything
   * @param patienceSeconds for which it waits for those who do not get everything
   * @param warmUpSeconds until the measurement, from when everybody gets everything
   * @param seconds of the measurement
   */
  record Settings(
      Spacing spacing, int checked, int patienceSeconds, int warmUpSeconds, int seconds) {}

  private final Crowd crowd;
  private final Conference conference;
  private final Scenario scenario;
  private final Settings settings;
  private final Gathering gathering;

  ScenarioRun(Crowd crowd, Conference conference, Scenario scenario, Settings settings) {
    this.crowd = crowd;
    this.conference = conference;
    this.scenario = scenario;
    this.settings = settings;
    this.gathering =
        new Gathering(crowd, conference, scenario, settings.spacing(), settings.checked());
  }

  /** What had been counted and used at one moment. */
  private record Moment(long nanos, Tally tally, ServerFigures server, ProcessFigures generator) {}

  ScenarioReport run() throws IOException, InterruptedException {
    LiveMemory emptyMemory = conference.emptyMemory();
    Moment empty = moment(List.of());
    List<Person> people = gathering.gather();
    int complete = gathering.awaitAll(people, settings.patienceSeconds());
    Moment joined = moment(people);
    TimeUnit.SECONDS.sleep(settings.warmUpSeconds());
    crowd.loop().ask(gathering.inspection()::take);
    Moment before = moment(people);
    TimeUnit.SECONDS.sleep(settings.seconds());
    Moment after = moment(people);
    Inspection.Findings findings = crowd.loop().ask(gathering.inspection()::take);
    LiveMemory kept = conference.liveMemory().since(emptyMemory);
    people.forEach(person -> person.attendee().close());
    return new ScenarioReport(
        Coming.of(scenario.people(), people, complete, joined.server().since(empty.server())),
        (after.nanos() - before.nanos()) / NANOS_PER_SECOND,
        after.tally().since(before.tally()),
        findings,
        after.server().since(before.server()),
        after.generator().since(before.generator()),
        after.server().process().since(empty.server().process()).residentBytes(),
        kept);
  }

  private Moment moment(List<Person> people) throws IOException, InterruptedException {
    Tally tally = gathering.tallied(people).stream().reduce(Tally.NOTHING, Tally::plus);
    return new Moment(
        System.nanoTime(), tally, conference.figures(tally.packets()), ProcessFigures.own());
  }
}
