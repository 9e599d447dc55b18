package dev.plenum.load;

import dev.plenum.load.OutgoingStream.TransportNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Brings the people of a {@link Scenario} into their rooms. */
final class Gathering {
  private static final int FIRST_SSRC = 0x10000;
  private static final int SSRCS_EACH = 4;
  private static final double NANOS_PER_SECOND = 1e9;

  private static final int LOOKING_AT_ONCE = 16;

  /** Of what is sent in a second, so much has come when it is looked at, since sockets wait. */
  private static final double COMPLETE = 0.95;

  private final Crowd crowd;
  private final Conference conference;
  private final Scenario scenario;
  private final Spacing spacing;
  private final int checked;
  private final Inspection inspection = new Inspection();
  private boolean resting;
  private int invited;

  /**
   * @param spacing of each picture's packets
   * @param checked how many people decrypt everything
   */
  Gathering(Crowd crowd, Conference conference, Scenario scenario, Spacing spacing, int checked) {
    this.crowd = crowd;
    this.conference = conference;
    this.scenario = scenario;
    this.spacing = spacing;
    this.checked = checked;
  }

  /** What those find who decrypt everything. */
  Inspection inspection() {
    return inspection;
  }

  /**
   * Lets everybody come, and nobody send anything yet.
   *
   * @return who came to each room
   */
  List<List<Person>> gatherResting() throws InterruptedException {
    resting = true;
    return gatherByRoom();
  }

  List<Person> gather() throws InterruptedException {
    return gatherByRoom().stream().flatMap(List::stream).toList();
  }

  /** The roles come one after the other. */
  private List<List<Person>> gatherByRoom() throws InterruptedException {
    List<Room> rooms =
        IntStream.range(0, scenario.rooms())
            .mapToObj(number -> new Room(conference, scenario.name() + "-" + number))
            .toList();
    List<List<Person>> inside = rooms.stream().<List<Person>>map(_ -> new ArrayList<>()).toList();
    for (Role role : scenario.roles()) {
      gather(role, rooms, inside);
    }
    lookAround(rooms, inside);
    return inside;
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
    Publisher publisher =
        new Publisher(
            camera, role.sound() == Role.Sound.NONE ? null : new Microphone(sound, role.sound()));
    publisher.rest(resting);
    return new Media(publisher, new Viewer(isChecked(number) ? inspection : null), role.tiles());
  }

  private Camera camera(OutgoingStream stream, Layer layer) {
    return new Camera(
        stream,
        layer,
        scenario.picturesPerSecond(),
        PictureSizes.packets(layer.packets()),
        spacing);
  }

  /** Those who decrypt everything are spread over all, since the first are served first. */
  private boolean isChecked(int number) {
    int people = scenario.people();
    int chosen = Math.min(checked, people);
    return (number + 1) * chosen / people != number * chosen / people;
  }

  /**
   * Waits until everybody gets everything.
   *
   * @return how many do
   */
  int awaitAll(List<Person> people, int patienceSeconds) throws InterruptedException {
    int complete = 0;
    List<Tally> before = tallied(people);
    for (int i = 0; i < patienceSeconds && complete < people.size(); i++) {
      TimeUnit.SECONDS.sleep(1);
      List<Tally> now = tallied(people);
      complete = 0;
      for (int k = 0; k < people.size(); k++) {
        long came = now.get(k).packets() - before.get(k).packets();
        complete += came >= COMPLETE * scenario.packetsPerSecond(people.get(k).role()) ? 1 : 0;
      }
      before = now;
    }
    return complete;
  }

  /** What has come to each of them up to now. */
  List<Tally> tallied(List<Person> people) {
    return crowd
        .loop()
        .ask(() -> people.stream().map(person -> person.media().viewer().tally()).toList());
  }
}
