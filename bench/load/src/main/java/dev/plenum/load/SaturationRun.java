package dev.plenum.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds out how many classes a server carries at once: everybody is there from the beginning, and
 * one teacher after the other begins. Then it measures with 70% and with 120% of that many, and
 * with 70% again.
 */
final class SaturationRun {
  private static final int SETTLE_SECONDS = 2;
  private static final int STEP_SECONDS = 3;

  /** Until a load that has begun has settled, and until the server is itself again. */
  private static final int EASE_SECONDS = 5;

  private static final int RETURN_SECONDS = 15;

  private static final double WELL_BELOW = 0.7;
  private static final double TOO_MUCH = 1.2;

  private final Crowd crowd;
  private final Conference conference;
  private final Gathering gathering;
  private final ScenarioRun.Settings settings;
  private List<List<Person>> classes = List.of();

  SaturationRun(
      Crowd crowd, Conference conference, Gathering gathering, ScenarioRun.Settings settings) {
    this.crowd = crowd;
    this.conference = conference;
    this.gathering = gathering;
    this.settings = settings;
  }

  /**
   * Prints a line for each step.
   *
   * @param from classes with which it begins
   * @param step classes more at a time; 0 if it is known that those with which it begins are as
   *     many as are carried
   */
  void run(int from, int step) throws IOException, InterruptedException {
    classes = gathering.gatherResting();
    System.out.printf("%d people came%n", classes.stream().mapToInt(List::size).sum());
    begin(from);
    TimeUnit.SECONDS.sleep(settings.warmUpSeconds());
    System.out.println(LoadStep.TITLES);
    int most = step == 0 ? from : mostCarried(from, step);
    if (most > 0) {
      measureAround(most);
    }
    for (List<Person> people : classes) {
      people.forEach(person -> person.attendee().close());
    }
  }

  private int mostCarried(int from, int step) throws IOException, InterruptedException {
    LoadStep carried = null;
    int active = from;
    for (boolean goesOn = true; goesOn && active <= classes.size(); active += step) {
      LoadStep now = measure("rising", active, SETTLE_SECONDS, STEP_SECONDS);
      if (!now.isCarried()) {
        now = measure("again", active, 0, STEP_SECONDS);
      }
      goesOn = now.isCarried();
      carried = goesOn ? now : carried;
    }
    if (carried == null) {
      System.out.println("not even the first step was carried");
      return 0;
    }
    boolean all = carried.classes() + step > classes.size();
    System.out.printf(
        "saturation: %,.0f packets a second%s%n",
        carried.packetsPerSecond(), all ? " or more, there are no more classes" : "");
    return carried.classes();
  }

  private void measureAround(int most) throws IOException, InterruptedException {
    int below = (int) Math.round(WELL_BELOW * most);
    int above = Math.min(classes.size(), (int) Math.ceil(TOO_MUCH * most));
    measure("below", below, EASE_SECONDS, settings.seconds());
    measure("too much", above, 0, EASE_SECONDS);
    measure("too much", above, 0, settings.seconds());
    measure("too much", above, 0, settings.seconds());
    measure("below", below, 0, RETURN_SECONDS);
    measure("below", below, 0, settings.seconds());
  }

  private LoadStep measure(String name, int active, int settleSeconds, int seconds)
      throws IOException, InterruptedException {
    begin(active);
    TimeUnit.SECONDS.sleep(settleSeconds);
    crowd.loop().ask(gathering.inspection()::take);
    LoadStep.Moment before = moment(active);
    TimeUnit.SECONDS.sleep(seconds);
    LoadStep.Moment after = moment(active);
    LoadStep step =
        LoadStep.between(name, before, after, crowd.loop().ask(gathering.inspection()::take));
    System.out.println(step);
    return step;
  }

  /** So many teachers send from now on, and the others do not. */
  private void begin(int active) {
    crowd
        .loop()
        .execute(
            () -> {
              for (int i = 0; i < classes.size(); i++) {
                boolean resting = i >= active;
                classes.get(i).forEach(person -> person.media().publisher().rest(resting));
              }
            });
  }

  private LoadStep.Moment moment(int active) throws IOException, InterruptedException {
    List<List<LoadStep.Share>> shares = crowd.loop().ask(() -> shares(active));
    return new LoadStep.Moment(
        System.nanoTime(), shares, conference.figures(0), ProcessFigures.own());
  }

  private List<List<LoadStep.Share>> shares(int active) {
    crowd.loop().receiveAll();
    return classes.subList(0, active).stream().map(SaturationRun::shares).toList();
  }

  /** What everybody in a class got, beside what its teacher had sent. */
  private static List<LoadStep.Share> shares(List<Person> people) {
    long sounds = people.stream().mapToLong(one -> one.media().publisher().sentSounds()).sum();
    long pictures = people.stream().mapToLong(one -> one.media().publisher().sentPictures()).sum();
    return people.stream()
        .filter(one -> one.media().publisher().isSilent())
        .map(one -> new LoadStep.Share(sounds, pictures, one.media().viewer().tally()))
        .toList();
  }
}
