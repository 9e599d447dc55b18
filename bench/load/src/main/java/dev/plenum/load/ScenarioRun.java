package dev.plenum.load;

import dev.plenum.load.OutgoingStream.TransportNumbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Plays a scenario: everybody comes, all wait until everybody gets all that is sent, and then it is
 * measured.
 */
final class ScenarioRun {
  private static final int FIRST_SSRC = 0x10000;
  private static final int SSRCS_EACH = 4;
  private static final double NANOS_PER_SECOND = 1e9;

  private static final int LOOKING_AT_ONCE = 16;

  /** Of what is sent in a second, so much has come when it is looked at, since sockets wait. */
  private static final double COMPLETE = 0.95;

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
  private final Inspection inspection = new Inspection();
  private int invited;

  ScenarioRun(Crowd crowd, Conference conference, Scenario scenario, Settings settings) {
    this.crowd = crowd;
    this.conference = conference;
    this.scenario = scenario;
    this.settings = settings;
  }

  /** What had been counted and used at one moment. */
  private record Moment(long nanos, Tally tally, ServerFigures server, ProcessFigures generator) {}

  ScenarioReport run() throws IOException, InterruptedException {
    Moment empty = moment(List.of());
    List<Person> people = gather();
    int complete = awaitAll(people);
    Moment joined = moment(people);
    TimeUnit.SECONDS.sleep(settings.warmUpSeconds());
    crowd.loop().ask(inspection::take);
    Moment before = moment(people);
    TimeUnit.SECONDS.sleep(settings.seconds());
    Moment after = moment(people);
    Inspection.Findings findings = crowd.loop().ask(inspection::take);
    people.forEach(person -> person.attendee().close());
    return new ScenarioReport(
        Coming.of(scenario.people(), people, complete, joined.server().since(empty.server())),
        (after.nanos() - before.nanos()) / NANOS_PER_SECOND,
        after.tally().since(before.tally()),
        findings,
        after.server().since(before.server()),
        after.generator().since(before.generator()),
        after.server().process().since(empty.server().process()).residentBytes());
  }

  private Moment moment(List<Person> people) throws IOException, InterruptedException {
    Tally tally =
        crowd.loop().ask(() -> tallies(people).stream().reduce(Tally.NOTHING, Tally::plus));
    return new Moment(
        System.nanoTime(),
        tally,
        conference.figures(tally.packets()),
        ProcessFigures.read(ProcessHandle.current().pid()));
  }

  private static List<Tally> tallies(List<Person> people) {
    return people.stream().map(person -> person.media().viewer().tally()).toList();
  }

  /** The roles come one after the other. */
  private List<Person> gather() throws InterruptedException {
    List<Room> rooms =
        IntStream.range(0, scenario.rooms())
            .mapToObj(number -> new Room(conference, scenario.name() + "-" + number))
            .toList();
    List<List<Person>> inside = rooms.stream().<List<Person>>map(_ -> new ArrayList<>()).toList();
    for (Role role : scenario.roles()) {
      gather(role, rooms, inside);
    }
    lookAround(rooms, inside);
    return inside.stream().flatMap(List::stream).toList();
  }

  /** A few at a time, since a server may want a handshake for it. */
  private static void lookAround(List<Room> rooms, List<List<Person>> inside)
      throws InterruptedException {
    List<Future<?>> looking = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(LOOKING_AT_ONCE)) {
      for (int i = 0; i < rooms.size(); i++) {
        Room room = rooms.get(i);
        for (Person person : inside.get(i)) {
          looking.add(
              threads.submit(
                  () -> {
                    room.lookAround(person);
                    return person;
                  }));
        }
      }
    }
    for (Future<?> one : looking) {
      try {
        one.get();
      } catch (ExecutionException e) {
        System.err.println("somebody does not get to see the others: " + e.getCause());
      }
    }
  }

  /** At a steady rate, whether those before have come in or not. */
  private void gather(Role role, List<Room> rooms, List<List<Person>> inside)
      throws InterruptedException {
    long intervalNanos = (long) (NANOS_PER_SECOND / scenario.joinsPerSecond());
    long beginNanos = System.nanoTime();
    List<List<Future<Person>>> coming = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Room room : rooms) {
        List<Future<Person>> those = new ArrayList<>();
        coming.add(those);
        for (int i = 0; i < role.people(); i++) {
          beginNanos += intervalNanos;
          TimeUnit.NANOSECONDS.sleep(beginNanos - System.nanoTime());
          Media media = media(role);
          long began = beginNanos;
          those.add(threads.submit(() -> room.enter(role, media, began)));
        }
      }
    }
    for (int room = 0; room < rooms.size(); room++) {
      for (Future<Person> one : coming.get(room)) {
        took(one).ifPresent(inside.get(room)::add);
      }
    }
  }

  private static Optional<Person> took(Future<Person> coming) throws InterruptedException {
    try {
      return Optional.of(coming.get());
    } catch (ExecutionException e) {
      System.err.println("somebody did not get in: " + e.getCause());
      return Optional.empty();
    }
  }

  private Media media(Role role) {
    int number = invited++;
    TransportNumbers numbers = new TransportNumbers();
    int ssrc = FIRST_SSRC + SSRCS_EACH * number;
    List<Camera> camera = new ArrayList<>();
    for (Layer layer : role.camera()) {
      camera.add(camera(new OutgoingStream(ssrc++, Offer.VP8, layer.rid(), numbers), layer));
    }
    OutgoingStream sound = new OutgoingStream(ssrc, Offer.OPUS, numbers);
    return new Media(
        new Publisher(
            camera, role.sound() == Role.Sound.NONE ? null : new Microphone(sound, role.sound())),
        new Viewer(isChecked(number) ? inspection : null),
        role.tiles());
  }

  private Camera camera(OutgoingStream stream, Layer layer) {
    return new Camera(
        stream,
        layer,
        scenario.picturesPerSecond(),
        PictureSizes.packets(layer.packets()),
        settings.spacing());
  }

  /** Those who decrypt everything are spread over all, since the first are served first. */
  private boolean isChecked(int number) {
    int people = scenario.people();
    int checked = Math.min(settings.checked(), people);
    return (number + 1) * checked / people != number * checked / people;
  }

  /**
   * Waits until everybody gets everything.
   *
   * @return how many do
   */
  private int awaitAll(List<Person> people) throws InterruptedException {
    int complete = 0;
    List<Tally> before = crowd.loop().ask(() -> tallies(people));
    for (int i = 0; i < settings.patienceSeconds() && complete < people.size(); i++) {
      TimeUnit.SECONDS.sleep(1);
      List<Tally> now = crowd.loop().ask(() -> tallies(people));
      complete = 0;
      for (int k = 0; k < people.size(); k++) {
        long came = now.get(k).packets() - before.get(k).packets();
        complete += came >= COMPLETE * scenario.packetsPerSecond(people.get(k).role()) ? 1 : 0;
      }
      before = now;
    }
    return complete;
  }
}
